-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "endedOn" DATE;

-- CreateTable
CREATE TABLE "CalendarYear" (
    "year" INTEGER NOT NULL,
    "off" DATE[],
    "worked" DATE[],
    "source" TEXT NOT NULL,
    "loadedAt" TIMESTAMPTZ(3) NOT NULL,
    "loadedBy" TEXT NOT NULL,

    CONSTRAINT "CalendarYear_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "DayBudget" (
    "personId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "outboundId" UUID NOT NULL,

    CONSTRAINT "DayBudget_pkey" PRIMARY KEY ("personId","day")
);
