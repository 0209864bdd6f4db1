import { strToU8, Zip, ZipDeflate } from 'fflate';

/** A zip container that is packed as it is written; only what is packed is kept. */
export interface ZipStream {
  /** A part, in pieces. */
  part(name: string): { push(text: string): void; end(): void };
  add(name: string, text: string): void;
  finish(): Buffer;
}

/** The beginning of time for a zip container, in local time as its dates are: the same bytes whenever it is written. */
const NO_TIME = new Date(1980, 0, 1);

export function zipStream(): ZipStream {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const part: ZipStream['part'] = (name) => {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = NO_TIME;
    zip.add(file);
    return {
      push: (text) => file.push(strToU8(text)),
      end: () => file.push(new Uint8Array(), true),
    };
  };
  return {
    part,
    add(name, text) {
      const own = part(name);
      own.push(text);
      own.end();
    },
    finish() {
      zip.end();
      return Buffer.concat(chunks);
    },
  };
}
