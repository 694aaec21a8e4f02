import { readFileSync } from 'node:fs';

/** A field of a topic, nested types resolved: `esc[2].esc_rpm`. */
export interface Px4Field {
  readonly path: string;
  /** Its last part. */
  readonly name: string;
  readonly type: string;
  readonly count: number;
  /** From the start of the message. */
  readonly at: number;
}

/** A topic as the logger declares it. */
export interface Px4Topic {
  readonly hz: number;
  readonly instances: number;
  readonly name: string;
  /** As its format record has it. */
  readonly format: string;
  readonly fields: readonly Px4Field[];
  /** Bytes of a message as it is logged, without padding at its end. */
  readonly size: number;
}

/** Bytes of ULog's basic types. */
export const sizes: Readonly<Record<string, number>> = {
  ...{ int8_t: 1, uint8_t: 1, bool: 1, char: 1, int16_t: 2, uint16_t: 2, int32_t: 4, uint32_t: 4, float: 4 },
  ...{ int64_t: 8, uint64_t: 8, double: 8 },
};

const lines = readFileSync(new URL('px4.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^(\S+) (\S+) (\w+):(.*)$/.exec(line)!);
const declarations = new Map(lines.map(([, , , name, fields]) => [name!, fields!]));

/** The topics of the log, with their layouts and rates; nested types have rate 0. */
export const px4Topics: readonly Px4Topic[] = lines.map(([, hz, instances, name, format]) => {
  const { fields, size } = layoutOf(name!);
  const last = fields.at(-1)!;
  const isPadded = last.path.startsWith('_padding');
  return {
    ...{ hz: Number(hz), instances: Number(instances), name: name!, format: `${name}:${format}` },
    fields: isPadded ? fields.slice(0, -1) : fields,
    size: isPadded ? last.at : size,
  };
});

function layoutOf(type: string, prefix = '', start = 0): { fields: Px4Field[]; size: number } {
  const fields: Px4Field[] = [];
  let at = start;
  for (const declaration of declarations.get(type)!.split(';').slice(0, -1)) {
    const [, base, length, name] = /^(\w+)(?:\[(\d+)\])? (\w+)$/.exec(declaration)!;
    const size = sizes[base!];
    const count = Number(length ?? 1);
    if (size !== undefined) {
      fields.push({ path: prefix + name, name: name!, type: base!, count, at });
      at += count * size;
      continue;
    }
    for (let index = 0; index < count; index++) {
      const nested = layoutOf(base!, `${prefix}${name}${length === undefined ? '' : `[${index}]`}.`, at);
      fields.push(...nested.fields);
      at += nested.size;
    }
  }
  return { fields, size: at - start };
}
