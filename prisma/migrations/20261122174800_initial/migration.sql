-- CreateEnum
CREATE TYPE "Role" AS ENUM ('manager', 'reviewer', 'leading_group', 'administrator', 'auditor');

-- CreateEnum
CREATE TYPE "Completion" AS ENUM ('not_done', 'basically_done', 'done', 'stopped');

-- CreateEnum
CREATE TYPE "Horizon" AS ENUM ('immediate', 'term', 'long');

-- CreateEnum
CREATE TYPE "ClosureState" AS ENUM ('open', 'first_review', 'second_review', 'closed', 'returned', 'relapsed');

-- CreateEnum
CREATE TYPE "MeasureType" AS ENUM ('institution', 'loss_recovery', 'accountability', 'inference', 'campaign', 'other');

-- CreateEnum
CREATE TYPE "ReplyStatus" AS ENUM ('done', 'basically_done', 'in_progress', 'not_started', 'ongoing', 'no_change');

-- CreateEnum
CREATE TYPE "EntrySource" AS ENUM ('chat', 'card', 'page', 'import');

-- CreateEnum
CREATE TYPE "WeekStepName" AS ENUM ('remind', 'nudge', 'close', 'freeze', 'digest');

-- CreateEnum
CREATE TYPE "WeekStepState" AS ENUM ('planned', 'done', 'skipped');

-- CreateEnum
CREATE TYPE "OutboundState" AS ENUM ('planned', 'sending', 'sent', 'rejected', 'ambiguous', 'skipped', 'expired');

-- CreateEnum
CREATE TYPE "Decision" AS ENUM ('pending', 'approved', 'refused', 'withdrawn');

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "headId" UUID,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unitId" UUID,
    "roles" "Role"[],
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "letter" CHAR(1) NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "startedOn" DATE NOT NULL,
    "settings" JSONB NOT NULL,
    "digestTarget" JSONB,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Category" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "parentId" UUID,
    "no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "finding" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "problemId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "leaderId" UUID,
    "leadUnitId" UUID,
    "ownerId" UUID,
    "contactId" UUID,
    "horizon" "Horizon" NOT NULL,
    "completion" "Completion" NOT NULL DEFAULT 'not_done',
    "closure" "ClosureState" NOT NULL DEFAULT 'open',
    "dueOn" DATE,
    "originalDueOn" DATE,
    "reviewEveryDays" INTEGER,
    "claimedOn" DATE,
    "closedOn" DATE,
    "remark" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Measure" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "type" "MeasureType" NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Support" (
    "taskId" UUID NOT NULL,
    "unitId" UUID NOT NULL,

    CONSTRAINT "Support_pkey" PRIMARY KEY ("taskId","unitId")
);

-- CreateTable
CREATE TABLE "ProgressEntry" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "week" DATE NOT NULL,
    "version" INTEGER NOT NULL,
    "status" "ReplyStatus" NOT NULL,
    "text" TEXT NOT NULL,
    "nextPlan" TEXT NOT NULL DEFAULT '',
    "byId" UUID NOT NULL,
    "onBehalfOfId" UUID,
    "source" "EntrySource" NOT NULL,
    "inboundId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "withdraws" UUID,

    CONSTRAINT "ProgressEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "storedAs" TEXT NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClosureRequest" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "submitterId" UUID NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstReviewerId" UUID,
    "lastReviewerId" UUID,
    "decision" "Decision" NOT NULL DEFAULT 'pending',
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ClosureRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExtensionRequest" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueOn" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decision" "Decision" NOT NULL DEFAULT 'pending',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ExtensionRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoverRequest" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "toName" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "decision" "Decision" NOT NULL DEFAULT 'pending',

    CONSTRAINT "HandoverRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LookBack" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "dueOn" DATE NOT NULL,
    "checkedOn" DATE,
    "passed" BOOLEAN,
    "finding" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "LookBack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupervisionLetter" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "draftedAt" TIMESTAMPTZ(3) NOT NULL,
    "number" TEXT,
    "signedOn" DATE,
    "body" TEXT NOT NULL,

    CONSTRAINT "SupervisionLetter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WeekStep" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "week" DATE NOT NULL,
    "step" "WeekStepName" NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "shiftedFrom" DATE,
    "state" "WeekStepState" NOT NULL DEFAULT 'planned',
    "reason" TEXT NOT NULL DEFAULT '',
    "late" BOOLEAN NOT NULL DEFAULT false,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WeekStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerWeek" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "week" DATE NOT NULL,
    "number" INTEGER NOT NULL,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL,
    "rows" JSONB NOT NULL,
    "figures" JSONB NOT NULL,
    "sha256" CHAR(64) NOT NULL,

    CONSTRAINT "LedgerWeek_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Chase" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "chasedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Chase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChasedTask" (
    "chaseId" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "ChasedTask_pkey" PRIMARY KEY ("chaseId","taskId")
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "senderId" TEXT NOT NULL,
    "personId" UUID,
    "content" JSONB NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" UUID NOT NULL,
    "personId" UUID,
    "roundId" UUID,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "notice" JSONB,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "state" "OutboundState" NOT NULL DEFAULT 'planned',
    "reason" TEXT NOT NULL DEFAULT '',
    "errcode" INTEGER,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "firstTriedAt" TIMESTAMPTZ(3),
    "request" TEXT,
    "msgid" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SentCard" (
    "cardId" TEXT NOT NULL,
    "outboundId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "context" JSONB NOT NULL,
    "responseCode" TEXT,
    "codeIssuedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SentCard_pkey" PRIMARY KEY ("cardId")
);

-- CreateTable
CREATE TABLE "PendingQuestion" (
    "personId" UUID NOT NULL,
    "ask" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PendingQuestion_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prevHash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "HolidayOverride" (
    "day" DATE NOT NULL,
    "working" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "HolidayOverride_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "app" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("app")
);

-- CreateIndex
CREATE UNIQUE INDEX "Unit_name_key" ON "Unit"("name");

-- CreateIndex
CREATE INDEX "Person_unitId_idx" ON "Person"("unitId");

-- CreateIndex
CREATE INDEX "Person_name_idx" ON "Person"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Round_letter_key" ON "Round"("letter");

-- CreateIndex
CREATE UNIQUE INDEX "Category_roundId_name_key" ON "Category"("roundId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_roundId_no_key" ON "Problem"("roundId", "no");

-- CreateIndex
CREATE INDEX "Task_ownerId_idx" ON "Task"("ownerId");

-- CreateIndex
CREATE INDEX "Task_contactId_idx" ON "Task"("contactId");

-- CreateIndex
CREATE INDEX "Task_problemId_idx" ON "Task"("problemId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_roundId_no_key" ON "Task"("roundId", "no");

-- CreateIndex
CREATE UNIQUE INDEX "Measure_taskId_no_key" ON "Measure"("taskId", "no");

-- CreateIndex
CREATE UNIQUE INDEX "ProgressEntry_withdraws_key" ON "ProgressEntry"("withdraws");

-- CreateIndex
CREATE INDEX "ProgressEntry_week_idx" ON "ProgressEntry"("week");

-- CreateIndex
CREATE INDEX "ProgressEntry_inboundId_idx" ON "ProgressEntry"("inboundId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgressEntry_taskId_week_version_key" ON "ProgressEntry"("taskId", "week", "version");

-- CreateIndex
CREATE INDEX "Evidence_entryId_idx" ON "Evidence"("entryId");

-- CreateIndex
CREATE INDEX "ClosureRequest_taskId_idx" ON "ClosureRequest"("taskId");

-- CreateIndex
CREATE INDEX "ExtensionRequest_taskId_idx" ON "ExtensionRequest"("taskId");

-- CreateIndex
CREATE INDEX "HandoverRequest_taskId_idx" ON "HandoverRequest"("taskId");

-- CreateIndex
CREATE INDEX "LookBack_taskId_idx" ON "LookBack"("taskId");

-- CreateIndex
CREATE INDEX "SupervisionLetter_roundId_idx" ON "SupervisionLetter"("roundId");

-- CreateIndex
CREATE INDEX "SupervisionLetter_taskId_idx" ON "SupervisionLetter"("taskId");

-- CreateIndex
CREATE INDEX "WeekStep_state_dueAt_idx" ON "WeekStep"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "WeekStep_roundId_week_step_key" ON "WeekStep"("roundId", "week", "step");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerWeek_roundId_week_key" ON "LedgerWeek"("roundId", "week");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerWeek_roundId_number_key" ON "LedgerWeek"("roundId", "number");

-- CreateIndex
CREATE INDEX "Chase_roundId_day_idx" ON "Chase"("roundId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "ChasedTask_taskId_day_key" ON "ChasedTask"("taskId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_seq_key" ON "InboundMessage"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_dedupeKey_key" ON "InboundMessage"("dedupeKey");

-- CreateIndex
CREATE INDEX "InboundMessage_senderId_seq_idx" ON "InboundMessage"("senderId", "seq");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_notBefore_idx" ON "OutboundMessage"("state", "notBefore");

-- CreateIndex
CREATE INDEX "OutboundMessage_personId_idx" ON "OutboundMessage"("personId");

-- CreateIndex
CREATE INDEX "OutboundMessage_roundId_kind_idx" ON "OutboundMessage"("roundId", "kind");

-- CreateIndex
CREATE INDEX "SentCard_personId_idx" ON "SentCard"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_hash_key" ON "AuditEvent"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_subject_idx" ON "AuditEvent"("subject");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_headId_fkey" FOREIGN KEY ("headId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Category" ADD CONSTRAINT "Category_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "Category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_problemId_fkey" FOREIGN KEY ("problemId") REFERENCES "Problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_leadUnitId_fkey" FOREIGN KEY ("leadUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measure" ADD CONSTRAINT "Measure_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Support" ADD CONSTRAINT "Support_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Support" ADD CONSTRAINT "Support_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressEntry" ADD CONSTRAINT "ProgressEntry_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressEntry" ADD CONSTRAINT "ProgressEntry_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressEntry" ADD CONSTRAINT "ProgressEntry_onBehalfOfId_fkey" FOREIGN KEY ("onBehalfOfId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressEntry" ADD CONSTRAINT "ProgressEntry_inboundId_fkey" FOREIGN KEY ("inboundId") REFERENCES "InboundMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ProgressEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureRequest" ADD CONSTRAINT "ClosureRequest_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureRequest" ADD CONSTRAINT "ClosureRequest_submitterId_fkey" FOREIGN KEY ("submitterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureRequest" ADD CONSTRAINT "ClosureRequest_firstReviewerId_fkey" FOREIGN KEY ("firstReviewerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureRequest" ADD CONSTRAINT "ClosureRequest_lastReviewerId_fkey" FOREIGN KEY ("lastReviewerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExtensionRequest" ADD CONSTRAINT "ExtensionRequest_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExtensionRequest" ADD CONSTRAINT "ExtensionRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExtensionRequest" ADD CONSTRAINT "ExtensionRequest_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverRequest" ADD CONSTRAINT "HandoverRequest_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverRequest" ADD CONSTRAINT "HandoverRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LookBack" ADD CONSTRAINT "LookBack_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionLetter" ADD CONSTRAINT "SupervisionLetter_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionLetter" ADD CONSTRAINT "SupervisionLetter_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WeekStep" ADD CONSTRAINT "WeekStep_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerWeek" ADD CONSTRAINT "LedgerWeek_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chase" ADD CONSTRAINT "Chase_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chase" ADD CONSTRAINT "Chase_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChasedTask" ADD CONSTRAINT "ChasedTask_chaseId_fkey" FOREIGN KEY ("chaseId") REFERENCES "Chase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChasedTask" ADD CONSTRAINT "ChasedTask_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PendingQuestion" ADD CONSTRAINT "PendingQuestion_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
