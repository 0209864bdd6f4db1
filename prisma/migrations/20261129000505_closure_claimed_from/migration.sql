-- AlterTable
ALTER TABLE "ClosureRequest" ADD COLUMN     "claimedFrom" "ClosureState" NOT NULL DEFAULT 'open';
