-- CreateTable
CREATE TABLE "DeskChange" (
    "xact" BIGINT NOT NULL,
    "roundId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DeskChange_pkey" PRIMARY KEY ("xact","roundId","no")
);

-- CreateIndex
CREATE INDEX "Problem_categoryId_idx" ON "Problem"("categoryId");

-- CreateIndex
CREATE INDEX "DeskChange_at_idx" ON "DeskChange"("at");

-- A task stands otherwise in the office's table when it, an answer or a stage of it, or one of the names in its line
-- changes. Several changes of one transaction are one.
create function note_desk_tasks() returns trigger language plpgsql as $$
begin
  insert into "DeskChange" (xact, "roundId", no)
    select pg_current_xact_id()::text::bigint, "roundId", no from changed
    on conflict do nothing;
  return null;
end $$;
create trigger desk_added after insert on "Task"
  referencing new table as changed for each statement execute function note_desk_tasks();
create trigger desk_changed after update on "Task"
  referencing new table as changed for each statement execute function note_desk_tasks();
create trigger desk_gone after delete on "Task"
  referencing old table as changed for each statement execute function note_desk_tasks();

create function note_desk_parts() returns trigger language plpgsql as $$
begin
  insert into "DeskChange" (xact, "roundId", no)
    select distinct pg_current_xact_id()::text::bigint, t."roundId", t.no
      from changed join "Task" t on t.id = changed."taskId"
    on conflict do nothing;
  return null;
end $$;
create trigger desk_answered after insert on "ProgressEntry"
  referencing new table as changed for each statement execute function note_desk_parts();
create trigger desk_stage_added after insert on "StageGoal"
  referencing new table as changed for each statement execute function note_desk_parts();
create trigger desk_stage_changed after update on "StageGoal"
  referencing new table as changed for each statement execute function note_desk_parts();
create trigger desk_stage_gone after delete on "StageGoal"
  referencing old table as changed for each statement execute function note_desk_parts();

create function note_desk_names() returns trigger language plpgsql as $$
declare tasks uuid[];
begin
  -- Each its own statement, so that each has its own index.
  if tg_table_name = 'Person' then
    tasks := array(select id from "Task" where "ownerId" = new.id union select id from "Task" where "leaderId" = new.id);
  elsif tg_table_name = 'Unit' then
    tasks := array(select id from "Task" where "leadUnitId" = new.id);
  elsif tg_table_name = 'Category' then
    tasks := array(select t.id from "Task" t join "Problem" p on p.id = t."problemId" where p."categoryId" = new.id);
  else
    tasks := array(select id from "Task" where "problemId" = new.id);
  end if;
  insert into "DeskChange" (xact, "roundId", no)
    select pg_current_xact_id()::text::bigint, "roundId", no from "Task" where id = any(tasks)
    on conflict do nothing;
  return null;
end $$;
create trigger desk_renamed after update of name on "Person"
  for each row when (old.name <> new.name) execute function note_desk_names();
create trigger desk_renamed after update of name on "Unit"
  for each row when (old.name <> new.name) execute function note_desk_names();
create trigger desk_renamed after update of name on "Category"
  for each row when (old.name <> new.name) execute function note_desk_names();
create trigger desk_reworded after update of title, finding, "categoryId" on "Problem"
  for each row when (old.title <> new.title or old.finding <> new.finding or old."categoryId" <> new."categoryId")
  execute function note_desk_names();
