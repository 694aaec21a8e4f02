import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { FlightveilError } from '../../model/errors.ts';
import { type FieldDefinition, isFieldType, type Layout, layOut } from './layout.ts';

/** Many times the official definitions together. */
const MOST_CHARACTERS = 16_000_000;

/** C type names of the definitions and ours. */
const types: ReadonlyMap<string, string> = new Map([
  ['float', 'f32'],
  ['double', 'f64'],
  ['char', 'char'],
  ['uint8_t_mavlink_version', 'u8'],
  ...[8, 16, 32, 64].flatMap((bits) => [[`int${bits}_t`, `i${bits}`] as const, [`uint${bits}_t`, `u${bits}`] as const]),
]);

/** An element as the parser gives it with `preserveOrder`: its name with its children, and its attributes. */
interface Node {
  readonly ':@'?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

/**
 * Reads a dialect in the XML of the MAVLink project. Includes are not followed: the official messages are known anyway.
 * @throws FlightveilError `dialect-invalid`
 */
export function readDialectXml(xml: string): Layout[] {
  if (xml.length > MOST_CHARACTERS) throw invalid('it is far longer than any dialect');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw invalid(`line ${valid.err.line}: ${valid.err.msg}`);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
  });
  let nodes: Node[];
  try {
    nodes = parser.parse(xml) as Node[];
  } catch {
    // The parser quotes what it does not like: only that it does not is told.
    throw invalid('it is no plain XML');
  }
  const root = nodes.find((node) => 'mavlink' in node);
  if (root === undefined) throw invalid('there is no <mavlink> element');
  const layouts: Layout[] = [];
  for (const group of children(root, 'mavlink')) {
    for (const message of children(group, 'messages')) {
      if ('message' in message) layouts.push(readMessage(message));
    }
  }
  if (layouts.length === 0) throw invalid('it defines no messages');
  return layouts;
}

function children(node: Node, name: string): Node[] {
  return (node[name] as Node[] | undefined) ?? [];
}

function readMessage(message: Node): Layout {
  const { id, name } = message[':@'] ?? {};
  if (name === undefined || !/^\w+$/.test(name)) throw invalid('a message has no name');
  if (id === undefined || !/^\d+$/.test(id) || Number(id) > 0xff_ffff) throw invalid(`message ${name} has no id`);
  const fields: FieldDefinition[] = [];
  let extension = false;
  for (const child of children(message, 'message')) {
    if ('extensions' in child) extension = true;
    if ('field' in child) fields.push(readField(child, name, extension));
  }
  return layOut(Number(id), name, fields);
}

function readField(field: Node, message: string, extension: boolean): FieldDefinition {
  const { type = '', name, units } = field[':@'] ?? {};
  const match = /^(\w+)(?:\[(\d+)\])?$/.exec(type);
  const own = match === null ? undefined : types.get(match[1]!);
  if (name === undefined || !/^\w+$/.test(name) || own === undefined || !isFieldType(own)) {
    throw invalid(`message ${message} has a field without a name or with an unknown type`);
  }
  return { name, type: own, elements: Number(match![2] ?? 0), extension, units: units ?? '' };
}

function invalid(what: string): FlightveilError {
  return new FlightveilError('dialect-invalid', `the dialect cannot be read: ${what}`);
}
