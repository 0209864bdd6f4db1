-- CreateTable
CREATE TABLE "AuditTally" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "rows" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "AuditTally_pkey" PRIMARY KEY ("id")
);

insert into "AuditTally" (seq, rows) select coalesce(max(seq), 0), count(*) from "AuditEvent";

-- Within the transaction that writes the entry, and under the chain's lock: one appender at a time.
create function tally_audit() returns trigger language plpgsql as $$
begin
  update "AuditTally" set seq = new.seq, rows = rows + 1;
  return null;
end $$;

create trigger tally after insert on "AuditEvent" for each row execute function tally_audit();
