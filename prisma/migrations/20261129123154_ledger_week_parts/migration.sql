-- AlterTable
ALTER TABLE "LedgerWeek" ADD COLUMN     "parts" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "LedgerWeekPart" (
    "weekId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,
    "sha256" CHAR(64) NOT NULL,

    CONSTRAINT "LedgerWeekPart_pkey" PRIMARY KEY ("weekId","no")
);

-- AddForeignKey
ALTER TABLE "LedgerWeekPart" ADD CONSTRAINT "LedgerWeekPart_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "LedgerWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The parts come first: nothing is known of a week before its last row.
ALTER TABLE "LedgerWeekPart" ALTER CONSTRAINT "LedgerWeekPart_weekId_fkey" DEFERRABLE INITIALLY DEFERRED;

create trigger append_only before update or delete on "LedgerWeekPart" for each row execute function refuse_change();
create trigger no_truncate before truncate on "LedgerWeekPart" for each statement execute function refuse_change();

-- What has left the base, and what is overdue and with its owner, among very many.
CREATE INDEX "Task_removed" ON "Task" ("roundId", no) WHERE removal IS NOT NULL;
CREATE INDEX "Task_pressing" ON "Task" ("roundId", no, "dueOn")
  WHERE removal IS NULL AND closure IN ('open', 'returned', 'relapsed') AND horizon <> 'long' AND "dueOn" IS NOT NULL;
CREATE INDEX "ProgressEntry_late" ON "ProgressEntry" (week) WHERE late;
