-- CreateEnum
CREATE TYPE "Removal" AS ENUM ('split', 'merged', 'withdrawn');

-- CreateEnum
CREATE TYPE "LookBackCause" AS ENUM ('sample', 'scheduled', 'complaint', 'by_hand');

-- CreateEnum
CREATE TYPE "LetterState" AS ENUM ('draft', 'signed', 'dropped');

-- CreateEnum
CREATE TYPE "RungState" AS ENUM ('done', 'proposed', 'declined', 'no_addressee');

-- AlterEnum
ALTER TYPE "ClosureState" ADD VALUE 'final_review';

-- DropForeignKey
ALTER TABLE "ClosureRequest" DROP CONSTRAINT "ClosureRequest_firstReviewerId_fkey";

-- DropForeignKey
ALTER TABLE "ClosureRequest" DROP CONSTRAINT "ClosureRequest_lastReviewerId_fkey";

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "actingFor" TEXT,
ADD COLUMN     "from" JSONB,
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "refused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "to" JSONB,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ClosureRequest" ADD COLUMN     "levels" INTEGER NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "ExtensionRequest" ADD COLUMN     "decisionReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "grantedOn" DATE;

-- AlterTable
ALTER TABLE "HandoverRequest" ADD COLUMN     "decidedAt" TIMESTAMPTZ(3),
ADD COLUMN     "decidedById" UUID,
ADD COLUMN     "decisionReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "toId" UUID;

-- AlterTable
ALTER TABLE "LookBack" ADD COLUMN     "cause" "LookBackCause" NOT NULL,
ADD COLUMN     "checkedById" UUID,
ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL,
ADD COLUMN     "seed" TEXT;

-- AlterTable
ALTER TABLE "SupervisionLetter" DROP COLUMN "body",
ADD COLUMN     "content" JSONB NOT NULL,
ADD COLUMN     "decidedById" UUID,
ADD COLUMN     "state" "LetterState" NOT NULL DEFAULT 'draft';

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "removal" "Removal",
ADD COLUMN     "removedOn" DATE,
ADD COLUMN     "reportedUpOn" DATE,
ADD COLUMN     "reportedUpTo" TEXT,
ADD COLUMN     "splitFromId" UUID;

-- CreateTable
CREATE TABLE "RoundRole" (
    "personId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "role" "Role" NOT NULL,

    CONSTRAINT "RoundRole_pkey" PRIMARY KEY ("personId","roundId","role")
);

-- CreateTable
CREATE TABLE "Deputy" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "deputyId" UUID NOT NULL,
    "fromDay" DATE NOT NULL,
    "untilDay" DATE,
    "setBy" TEXT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deputy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskSupporter" (
    "taskId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "since" DATE NOT NULL,

    CONSTRAINT "TaskSupporter_pkey" PRIMARY KEY ("taskId","personId")
);

-- CreateTable
CREATE TABLE "StageGoal" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "reachedOn" DATE,

    CONSTRAINT "StageGoal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClosureReview" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "reviewerId" UUID NOT NULL,
    "approved" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClosureReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EscalationStep" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "episode" TEXT NOT NULL,
    "rung" INTEGER NOT NULL,
    "firedOn" DATE NOT NULL,
    "firedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "RungState" NOT NULL,
    "toIds" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "EscalationStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Interview" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Interview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RoundRole_roundId_role_idx" ON "RoundRole"("roundId", "role");

-- CreateIndex
CREATE INDEX "Deputy_personId_idx" ON "Deputy"("personId");

-- CreateIndex
CREATE INDEX "Deputy_deputyId_idx" ON "Deputy"("deputyId");

-- CreateIndex
CREATE INDEX "TaskSupporter_personId_idx" ON "TaskSupporter"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "StageGoal_taskId_no_key" ON "StageGoal"("taskId", "no");

-- CreateIndex
CREATE INDEX "ClosureReview_reviewerId_idx" ON "ClosureReview"("reviewerId");

-- CreateIndex
CREATE UNIQUE INDEX "ClosureReview_requestId_level_key" ON "ClosureReview"("requestId", "level");

-- CreateIndex
CREATE INDEX "Complaint_taskId_idx" ON "Complaint"("taskId");

-- CreateIndex
CREATE UNIQUE INDEX "EscalationStep_taskId_episode_rung_key" ON "EscalationStep"("taskId", "episode", "rung");

-- CreateIndex
CREATE INDEX "Interview_taskId_idx" ON "Interview"("taskId");

-- CreateIndex
CREATE INDEX "LookBack_dueOn_idx" ON "LookBack"("dueOn");

-- AddForeignKey
ALTER TABLE "RoundRole" ADD CONSTRAINT "RoundRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundRole" ADD CONSTRAINT "RoundRole_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deputy" ADD CONSTRAINT "Deputy_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Task"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_splitFromId_fkey" FOREIGN KEY ("splitFromId") REFERENCES "Task"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSupporter" ADD CONSTRAINT "TaskSupporter_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskSupporter" ADD CONSTRAINT "TaskSupporter_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageGoal" ADD CONSTRAINT "StageGoal_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureReview" ADD CONSTRAINT "ClosureReview_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ClosureRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosureReview" ADD CONSTRAINT "ClosureReview_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverRequest" ADD CONSTRAINT "HandoverRequest_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverRequest" ADD CONSTRAINT "HandoverRequest_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LookBack" ADD CONSTRAINT "LookBack_checkedById_fkey" FOREIGN KEY ("checkedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EscalationStep" ADD CONSTRAINT "EscalationStep_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionLetter" ADD CONSTRAINT "SupervisionLetter_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- The reviews so far: who passed the first one, and who decided in the end.
insert into "ClosureReview" (id, "requestId", level, "reviewerId", approved, reason, at)
  select gen_random_uuid(), id, 1, "firstReviewerId", true, '', coalesce("decidedAt", "submittedAt")
    from "ClosureRequest" where "firstReviewerId" is not null;
insert into "ClosureReview" (id, "requestId", level, "reviewerId", approved, reason, at)
  select gen_random_uuid(), id, case when "firstReviewerId" is null then 1 else 2 end, "lastReviewerId",
         decision = 'approved', reason, coalesce("decidedAt", "submittedAt")
    from "ClosureRequest" where "lastReviewerId" is not null and decision in ('approved', 'refused');
alter table "ClosureRequest" drop column "firstReviewerId", drop column "lastReviewerId";

create trigger append_only before update or delete on "ClosureReview" for each row execute function refuse_change();
create trigger append_only before update or delete on "Complaint" for each row execute function refuse_change();
create trigger append_only before update or delete on "Interview" for each row execute function refuse_change();
create trigger no_truncate before truncate on "ClosureReview" for each statement execute function refuse_change();
create trigger no_truncate before truncate on "Complaint" for each statement execute function refuse_change();
create trigger no_truncate before truncate on "Interview" for each statement execute function refuse_change();

update "HandoverRequest" older set decision = 'withdrawn' where decision = 'pending' and exists (
  select 1 from "HandoverRequest" newer
   where newer."taskId" = older."taskId" and newer.kind = older.kind and newer.decision = 'pending'
     and newer.id > older.id);

-- One open request of each kind, and one open look-back, at a time.
create unique index "HandoverRequest_one_pending" on "HandoverRequest" ("taskId", kind) where decision = 'pending';
create unique index "LookBack_one_open" on "LookBack" ("taskId") where "checkedOn" is null;
create unique index "SupervisionLetter_one_draft" on "SupervisionLetter" ("taskId") where state = 'draft';
