-- CreateTable
CREATE TABLE "SendingPause" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "backupOf" TIMESTAMPTZ(3),

    CONSTRAINT "SendingPause_pkey" PRIMARY KEY ("id")
);
