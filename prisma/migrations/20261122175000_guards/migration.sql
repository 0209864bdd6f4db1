-- What Prisma's schema cannot say.

-- Answers, evidence, frozen weeks and the audit log are only ever added to (domain rules 3, 9 and 10).
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'integrity_constraint_violation';
end $$;

create trigger append_only before update or delete on "ProgressEntry" for each row execute function refuse_change();
create trigger append_only before update or delete on "Evidence" for each row execute function refuse_change();
create trigger append_only before update or delete on "LedgerWeek" for each row execute function refuse_change();
create trigger append_only before update or delete on "AuditEvent" for each row execute function refuse_change();
create trigger no_truncate before truncate on "ProgressEntry" for each statement execute function refuse_change();
create trigger no_truncate before truncate on "Evidence" for each statement execute function refuse_change();
create trigger no_truncate before truncate on "LedgerWeek" for each statement execute function refuse_change();
create trigger no_truncate before truncate on "AuditEvent" for each statement execute function refuse_change();

-- A message is planned once: the promise that nothing is sent twice. A group or a stranger has no person, a reply has
-- no round; absent parts count as equal.
create unique index "OutboundMessage_once" on "OutboundMessage"
  ("personId", "roundId", kind, period) nulls not distinct;

-- WeCom's userids are unique ignoring case.
create unique index "Person_userid_ignoring_case" on "Person" (lower(userid));

-- Work that is left, found without reading what is done.
create index "InboundMessage_unhandled" on "InboundMessage" ("receivedAt") where "handledAt" is null;
create index "InboundMessage_next" on "InboundMessage" (lower("senderId"), seq) where "handledAt" is null;
create index "OutboundMessage_due" on "OutboundMessage" ("notBefore") where state in ('planned', 'sending');

-- One open request at a time.
create unique index "ClosureRequest_one_pending" on "ClosureRequest" ("taskId") where decision = 'pending';
create unique index "ExtensionRequest_one_pending" on "ExtensionRequest" ("taskId") where decision = 'pending';
