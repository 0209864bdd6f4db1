-- CreateTable
CREATE TABLE "LadderDay" (
    "roundId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "climbedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LadderDay_pkey" PRIMARY KEY ("roundId","day")
);

-- AddForeignKey
ALTER TABLE "LadderDay" ADD CONSTRAINT "LadderDay_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say: a letter's number is used once in a round.
create unique index "SupervisionLetter_number" on "SupervisionLetter" ("roundId", number) where number is not null;
