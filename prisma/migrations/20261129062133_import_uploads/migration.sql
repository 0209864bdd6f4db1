-- CreateTable
CREATE TABLE "ImportUpload" (
    "token" UUID NOT NULL,
    "userid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "ImportUpload_pkey" PRIMARY KEY ("token")
);
