-- An import writes hundreds of entries with one statement: the one row is changed once for all of them, since each of
-- its versions stays where it is until the transaction ends.
drop trigger tally on "AuditEvent";

create or replace function tally_audit() returns trigger language plpgsql as $$
begin
  update "AuditTally" as tally
     set seq = greatest(tally.seq, added.seq), rows = tally.rows + added.count
    from (select max(seq) as seq, count(*) as count from added) as added
   where added.count > 0;
  return null;
end $$;

create trigger tally after insert on "AuditEvent"
  referencing new table as added for each statement execute function tally_audit();
