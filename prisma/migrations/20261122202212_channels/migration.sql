-- DropIndex
DROP INDEX "OutboundMessage_roundId_kind_idx";

-- AlterTable
ALTER TABLE "InboundMessage" ADD COLUMN     "groupId" TEXT,
ADD COLUMN     "replyTo" JSONB;

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "partsSent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "replyTo" JSONB,
ADD COLUMN     "requests" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "via" TEXT;

-- What was tried keeps its bytes and its channel: a repeat is recognised by them.
UPDATE "OutboundMessage" SET
  "requests" = CASE WHEN "request" IS NULL THEN '{}' ELSE ARRAY["request"] END,
  "via" = CASE WHEN "firstTriedAt" IS NULL THEN NULL
    WHEN address->>'kind' = 'person' THEN 'app' ELSE address->>'kind' END;
ALTER TABLE "OutboundMessage" DROP COLUMN "request";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "directLeader" TEXT,
ADD COLUMN     "position" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "SentCard" RENAME COLUMN "codeIssuedAt" TO "tokenIssuedAt";
ALTER TABLE "SentCard" RENAME COLUMN "responseCode" TO "updateToken";
ALTER TABLE "SentCard" ADD COLUMN     "aboutId" UUID,
ADD COLUMN     "via" TEXT NOT NULL DEFAULT 'app';

-- CreateTable
CREATE TABLE "InboundMedia" (
    "inboundId" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "media" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InboundMedia_pkey" PRIMARY KEY ("inboundId","no")
);

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "waiting" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ChannelHalt" (
    "channel" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "why" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "probeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ChannelHalt_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "RobotChat" (
    "robotId" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" UUID,
    "boundBy" TEXT,
    "lastHeardAt" TIMESTAMPTZ(3) NOT NULL,
    "lostAt" TIMESTAMPTZ(3),
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RobotChat_pkey" PRIMARY KEY ("robotId","chatId")
);

-- CreateTable
CREATE TABLE "BindingCode" (
    "hash" CHAR(64) NOT NULL,
    "personId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BindingCode_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "RobotState" (
    "robotId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "RobotState_pkey" PRIMARY KEY ("robotId")
);

-- CreateTable
CREATE TABLE "WorkbenchTile" (
    "personId" UUID NOT NULL,
    "items" JSONB NOT NULL,
    "shownAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkbenchTile_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "CallbackSighting" (
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CallbackSighting_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "RobotChat_personId_idx" ON "RobotChat"("personId");

-- CreateIndex
CREATE INDEX "BindingCode_personId_idx" ON "BindingCode"("personId");

-- CreateIndex
CREATE INDEX "OutboundMessage_roundId_kind_period_idx" ON "OutboundMessage"("roundId", "kind", "period");

-- CreateIndex
CREATE INDEX "OutboundMessage_createdAt_idx" ON "OutboundMessage"("createdAt");

-- AddForeignKey
ALTER TABLE "InboundMedia" ADD CONSTRAINT "InboundMedia_inboundId_fkey" FOREIGN KEY ("inboundId") REFERENCES "InboundMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RobotChat" ADD CONSTRAINT "RobotChat_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BindingCode" ADD CONSTRAINT "BindingCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkbenchTile" ADD CONSTRAINT "WorkbenchTile_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a bucket holds at a moment, and how many still wait for its tokens. A clock that is behind adds nothing.
CREATE FUNCTION bucket_now(bucket "RateBucket", now timestamptz, burst float8, per_minute float8,
  OUT tokens float8, OUT waiting float8) LANGUAGE sql IMMUTABLE AS $$
  SELECT least(burst, bucket.tokens + new_tokens), greatest(0, bucket.waiting - new_tokens)
  FROM (SELECT per_minute * greatest(0, extract(epoch FROM now - bucket.at))::float8 / 60 AS new_tokens) AS since
$$;

-- Takes one token of every bucket, or of none: then it says which one is short, and in how many milliseconds to come
-- back. Those who find it empty are told times one token apart, up to two minutes, so that they do not come back all at
-- once; an hour where nothing is ever added. The rows are locked in the order of their keys, so that two takers never
-- wait for each other.
CREATE FUNCTION take_tokens(now timestamptz, keys text[], bursts float8[], per_minute float8[])
RETURNS TABLE (short_key text, wait_ms float8) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "RateBucket" (key, tokens, at)
    SELECT k, b, now FROM unnest(keys, bursts) AS t(k, b) ORDER BY k ON CONFLICT DO NOTHING;
  PERFORM 1 FROM "RateBucket" WHERE key = ANY(keys) ORDER BY key FOR UPDATE;
  RETURN QUERY
    SELECT t.k, CASE WHEN t.m = 0 THEN 3600000::float8
        ELSE least(120000, ceil((1 - s.tokens + s.waiting) / t.m * 60000)) END
    FROM unnest(keys, bursts, per_minute) AS t(k, b, m) JOIN "RateBucket" r ON r.key = t.k,
      bucket_now(r, now, t.b, t.m) AS s
    WHERE s.tokens < 1 - 1e-9 ORDER BY 2 DESC LIMIT 1;
  IF FOUND THEN
    UPDATE "RateBucket" r SET tokens = s.tokens, waiting = s.waiting + 1, at = greatest(r.at, now)
      FROM unnest(keys, bursts, per_minute) AS t(k, b, m) JOIN "RateBucket" o ON o.key = t.k,
        bucket_now(o, now, t.b, t.m) AS s
      WHERE r.key = t.k AND s.tokens < 1 - 1e-9;
    RETURN;
  END IF;
  UPDATE "RateBucket" r SET tokens = s.tokens - 1, waiting = s.waiting, at = greatest(r.at, now)
    FROM unnest(keys, bursts, per_minute) AS t(k, b, m) JOIN "RateBucket" o ON o.key = t.k,
      bucket_now(o, now, t.b, t.m) AS s
    WHERE r.key = t.k;
END $$;
