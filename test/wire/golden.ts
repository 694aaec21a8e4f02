import { readdirSync, readFileSync } from 'node:fs';

/** One golden file: a header that says what the bytes are and mean, an empty line, then the bytes. */
export interface Golden {
  readonly name: string;
  readonly kind: string;
  readonly isJson: boolean;
  readonly expect: unknown;
  readonly bytes: Uint8Array;
}

const folder = new URL('golden/', import.meta.url);

/** All golden files of this folder. */
export function goldenFiles(): Golden[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const split = text.indexOf('\n\n');
      const header = new Map(
        text
          .slice(0, split)
          .split('\n')
          .slice(1)
          .map((line) => line.split(/: (.*)/s) as [string, string]),
      );
      const isJson = header.get('form') === 'json';
      const body = text.slice(split + 2);
      const bytes = isJson ? Buffer.from(body) : Buffer.from(body.replaceAll('\n', ''), 'hex');
      return {
        name,
        kind: header.get('kind')!,
        isJson,
        expect: JSON.parse(header.get('expect')!),
        bytes: Uint8Array.from(bytes),
      };
    });
}
