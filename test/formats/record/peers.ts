import { readFileSync } from 'node:fs';
import { createFileRegistry, type DescMessage, fromBinary, fromJsonString, toBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor/index.js';
import { parseProto } from '../../../src/formats/record/gen/generate.ts';

/** The messages of `proto/record.proto` as other implementations read and write them; what is declared beside fields is no part of that. */
const root = parseProto('record.proto', (name) => {
  const text = readFileSync(new URL(`../../../proto/${name}`, import.meta.url), 'utf8');
  return name === 'sensitivity.proto'
    ? 'syntax = "proto3"; package flightveil.v1;'
    : text.replace(/ \[\(sensitivity\) = \{.*?\}\]/g, '');
});
root.resolveAll();

/** protobufjs. */
export const protobufjsRecord = root.lookupType('flightveil.v1.Record');

/** What protobufjs's extension adds; its own types say nothing of it. */
interface WithDescriptor {
  toDescriptor(syntax: string): protobuf.Message;
}
const { FileDescriptorSet } = descriptor as unknown as { FileDescriptorSet: protobuf.Type };

function bufbuildRecord(): DescMessage {
  const set = (root as unknown as WithDescriptor).toDescriptor('proto3');
  const found = fromBinary(FileDescriptorSetSchema, FileDescriptorSet.encode(set).finish());
  // protobufjs leaves names of types as they were written, and out what JSON calls a field of one word.
  for (const field of found.file.flatMap(({ messageType }) => messageType.flatMap(({ field }) => field))) {
    if (/^\w/.test(field.typeName)) field.typeName = `.flightveil.v1.${field.typeName}`;
    if (field.jsonName === '') field.jsonName = field.name;
  }
  const files = createFileRegistry(found);
  return files.getMessage('flightveil.v1.Record')!;
}

/** protobuf-es. */
export const protobufEs = {
  record: bufbuildRecord(),
  /** JSON in protobuf's mapping, of a record without its length. */
  toJson: (bytes: Uint8Array): unknown => toJson(protobufEs.record, fromBinary(protobufEs.record, bytes)),
  fromJson: (text: string): Uint8Array =>
    toBinary(protobufEs.record, fromJsonString(protobufEs.record, text, { ignoreUnknownFields: true })),
};
