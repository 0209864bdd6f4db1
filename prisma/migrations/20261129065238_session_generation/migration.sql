-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "sessionGeneration" INTEGER NOT NULL DEFAULT 1;

-- Whatever way somebody leaves or loses a role (directory, page, command, SQL by hand): his sessions are over.
create function end_sessions() returns trigger language plpgsql as $$
begin
  if (old.active and not new.active) or not (new.roles @> old.roles) then
    new."sessionGeneration" := greatest(new."sessionGeneration", old."sessionGeneration" + 1);
  end if;
  return new;
end $$;

create trigger end_sessions before update on "Person" for each row execute function end_sessions();

create function end_sessions_of_round_role() returns trigger language plpgsql as $$
begin
  update "Person" set "sessionGeneration" = "sessionGeneration" + 1 where id = old."personId";
  return null;
end $$;

create trigger end_sessions after delete on "RoundRole" for each row execute function end_sessions_of_round_role();
