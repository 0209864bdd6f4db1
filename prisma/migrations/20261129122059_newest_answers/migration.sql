-- CreateIndex
CREATE INDEX "InboundMessage_receivedAt_id_idx" ON "InboundMessage"("receivedAt", "id");

-- Answers written on pages, in the order the office reads them.
CREATE INDEX "ProgressEntry_newest_of_pages" ON "ProgressEntry" ("recordedAt", id)
  WHERE source = 'page' AND "inboundId" IS NULL AND withdraws IS NULL;
