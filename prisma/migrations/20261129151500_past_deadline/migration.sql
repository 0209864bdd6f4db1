-- What is past its deadline, with its owner or under review: the ladder asks for it, and a chase of all that are late.
CREATE INDEX "Task_past_deadline" ON "Task" ("roundId", no, "dueOn")
  WHERE removal IS NULL AND closure <> 'closed' AND horizon <> 'long' AND "dueOn" IS NOT NULL;
DROP INDEX "Task_pressing";
