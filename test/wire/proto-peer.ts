import { readFileSync } from 'node:fs';
import {
  create,
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJsonString,
  type Message,
  type MessageInitShape,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import {
  type FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';

/**
 * The messages of `proto` as another implementation reads and writes them: protobuf-es, with descriptors made here from the text of the
 * .proto files, so that neither pbjs nor protobufjs is its own judge.
 */

const scalars: Readonly<Record<string, Type>> = {
  string: Type.STRING,
  bytes: Type.BYTES,
  bool: Type.BOOL,
  uint32: Type.UINT32,
  sint32: Type.SINT32,
  uint64: Type.UINT64,
};

type FieldInit = MessageInitShape<typeof FieldDescriptorProtoSchema>;

/** Reads the notation that our own files use: flat messages with singular, optional and repeated fields. */
function descriptorOf(file: string) {
  const text = readFileSync(new URL(`../../proto/${file}`, import.meta.url), 'utf8').replace(/\/\/.*$/gm, '');
  const packageName = /^package ([\w.]+);/m.exec(text)![1]!;
  const messages = [...text.matchAll(/^message (\w+) \{([^}]*)\}/gm)].map(([, name, body]) => {
    const fields = [...body!.matchAll(/(optional |repeated )?(\w+) (\w+) = (\d+);/g)];
    const rest = body!.replace(/(optional |repeated )?(\w+) (\w+) = (\d+);/g, '').trim();
    if (rest !== '') throw new Error(`${file}: ${rest} is a notation that this reader does not know`);
    const optional = fields.filter(([, label]) => label === 'optional ').map(([, , , fieldName]) => fieldName!);
    return {
      name: name!,
      field: fields.map(([, label, type, fieldName, number]): FieldInit => {
        const scalar = scalars[type!];
        return {
          name: fieldName!,
          number: Number(number),
          jsonName: fieldName!.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          label: label === 'repeated ' ? Label.REPEATED : Label.OPTIONAL,
          ...(scalar === undefined ? { type: Type.MESSAGE, typeName: `.${packageName}.${type}` } : { type: scalar }),
          ...(label === 'optional ' ? { proto3Optional: true, oneofIndex: optional.indexOf(fieldName!) } : {}),
        };
      }),
      oneofDecl: optional.map((fieldName) => ({ name: `_${fieldName}` })),
    };
  });
  return create(FileDescriptorProtoSchema, {
    name: file,
    package: packageName,
    syntax: 'proto3',
    messageType: messages,
  });
}

export class Peer {
  readonly #message: DescMessage;

  constructor(file: string, message: string) {
    const registry = createFileRegistry(descriptorOf(file), () => undefined);
    this.#message = registry.getMessage(`flightveil.v1.${message}`)!;
  }

  /** Field names of the message, as JSON has them. */
  get fields(): string[] {
    return this.#message.fields.map(({ jsonName }) => jsonName);
  }

  decode(bytes: Uint8Array): unknown {
    return this.#plain(fromBinary(this.#message, bytes));
  }

  encode(json: string): Uint8Array {
    return toBinary(this.#message, fromJsonString(this.#message, json));
  }

  /** As protobuf's own JSON mapping has it; counts as numbers. */
  #plain(message: Message): unknown {
    const json = toJson(this.#message, message, { alwaysEmitImplicit: true });
    return JSON.parse(JSON.stringify(json), (key, value) =>
      ['kept', 'changed', 'frames', 'bytes'].includes(key) ? Number(value) : value,
    );
  }
}
