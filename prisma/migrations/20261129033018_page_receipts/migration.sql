-- AlterTable
ALTER TABLE "InboundMessage" ADD COLUMN     "receipt" JSONB;
