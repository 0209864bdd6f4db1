-- CreateEnum
CREATE TYPE "BulletinKind" AS ENUM ('weekly', 'monthly');

-- AlterTable
ALTER TABLE "Problem" ADD COLUMN     "withheldParty" TEXT,
ADD COLUMN     "withheldSociety" TEXT;

-- CreateTable
CREATE TABLE "Bulletin" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "BulletinKind" NOT NULL,
    "week" DATE NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" CHAR(64) NOT NULL,

    CONSTRAINT "Bulletin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Bulletin_roundId_number_key" ON "Bulletin"("roundId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Bulletin_roundId_kind_week_key" ON "Bulletin"("roundId", "kind", "week");

-- AddForeignKey
ALTER TABLE "Bulletin" ADD CONSTRAINT "Bulletin_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was issued stays as it was issued.
create trigger append_only before update or delete on "Bulletin" for each row execute function refuse_change();
create trigger no_truncate before truncate on "Bulletin" for each statement execute function refuse_change();
