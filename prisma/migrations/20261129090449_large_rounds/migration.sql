-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "addedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Task_leadUnitId_idx" ON "Task"("leadUnitId");

-- CreateIndex
CREATE INDEX "Task_leaderId_idx" ON "Task"("leaderId");

-- CreateIndex
CREATE INDEX "Task_addedAt_idx" ON "Task"("addedAt");

-- When each task came into the books: of those that are there, as the audit log has it.
UPDATE "Task" t SET "addedAt" = first.at
  FROM (SELECT subject, min(at) AS at FROM "AuditEvent" GROUP BY subject) first WHERE first.subject = t.id::text;

-- Found without reading the rest of a large round: what waits for a review, and what was closed when.
CREATE INDEX "Task_under_review" ON "Task" ("roundId", no)
  WHERE removal IS NULL AND closure IN ('first_review', 'second_review', 'final_review');
CREATE INDEX "Task_claim_days" ON "Task" ("roundId", "claimedOn")
  WHERE removal IS NULL AND closure IN ('first_review', 'second_review', 'final_review');
CREATE INDEX "Task_closed" ON "Task" ("roundId", "closedOn") WHERE removal IS NULL AND closure = 'closed';
-- CreateIndex
CREATE INDEX "Evidence_addedById_sha256_idx" ON "Evidence"("addedById", "sha256");

-- CreateIndex
CREATE INDEX "InboundMessage_personId_receivedAt_idx" ON "InboundMessage"("personId", "receivedAt");

-- CreateIndex
CREATE INDEX "Person_roles_idx" ON "Person" USING GIN ("roles");

-- CreateIndex
CREATE INDEX "SentCard_outboundId_idx" ON "SentCard"("outboundId");

-- CreateIndex
CREATE INDEX "Support_unitId_idx" ON "Support"("unitId");
