import { textTemplatesText } from './gen/text-templates.ts';

/** What stands in an output text for a part that was removed. */
export const REMOVED = '*';

/**
 * A template as the pieces between its `{*}`: the first stands at the start, the last at the end, those between wherever they come first.
 * One expression with several `.*?` would take polynomial time on a hostile text; pieces never look back.
 */
interface Template {
  readonly pieces: readonly RegExp[];
  readonly output: string;
  /** Literal text before the first variable part, to find candidates fast. */
  readonly prefix: string;
}

/** Digits are bounded, so that a text of digits only costs no more than others. */
const NUMBER = String.raw`[-+]?(?:\d{1,16}(?:\.\d{0,16})?|\.\d{1,16})(?:[eE][-+]?\d{1,3})?`;

function compile(template: string): Template {
  const sources = template.split('{*}').map((piece) =>
    piece
      .split('{n}')
      .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
      .join(NUMBER),
  );
  const last = sources.length - 1;
  return {
    pieces: sources.map(
      (source, index) => new RegExp(`${index === 0 ? '^' : ''}${source}${index === last ? '$' : ''}`, 'g'),
    ),
    output: template.replace(/\{n\}|\{\*\}/g, REMOVED).trimEnd(),
    prefix: template.split(/\{n\}|\{\*\}/)[0]!,
  };
}

function matches(template: Template, text: string): boolean {
  if (!text.startsWith(template.prefix)) return false;
  let from = 0;
  for (const piece of template.pieces) {
    piece.lastIndex = from;
    if (!piece.test(text)) return false;
    from = piece.lastIndex;
  }
  return true;
}

interface Vocabulary {
  readonly fixed: ReadonlySet<string>;
  /** By first character of the literal prefix ('' for templates that begin with a variable part); specific ones first. */
  readonly variable: ReadonlyMap<string, readonly Template[]>;
}

function parseTemplates(text: string): Vocabulary {
  const fixed = new Set<string>();
  const variable = new Map<string, Template[]>();
  for (const row of text.split('\n')) {
    if (row === '') continue;
    if (!/\{n\}|\{\*\}/.test(row)) {
      fixed.add(row);
      fixed.add(row.slice(0, STATUS_TEXT_CHARACTERS).trimEnd());
      continue;
    }
    const template = compile(row);
    // What was released before is released again, also where a field of 50 characters cut it.
    fixed.add(template.output);
    fixed.add(template.output.slice(0, STATUS_TEXT_CHARACTERS).trimEnd());
    const key = template.prefix.charAt(0);
    const list = variable.get(key);
    if (list === undefined) variable.set(key, [template]);
    else list.push(template);
  }
  // More literal text says more: it is tried first, whatever the order of the file.
  for (const list of variable.values()) list.sort((a, b) => b.output.length - a.output.length);
  return { fixed, variable };
}

let vocabulary: Vocabulary | undefined;

/** Room for text in the MAVLink message STATUSTEXT. */
const STATUS_TEXT_CHARACTERS = 50;
/** Longest text that is looked at; longer ones are no message of an autopilot. */
const MAX_TEXT = 512;

/** PX4 writes the name of the module before a text. These names are all that passes of it. */
const modules =
  /^\[(commander|navigator|logger|mavlink|vtol_att_control|ekf2|health_and_arming_checks|failsafe|cal|blackbox)\][ \t]+/;

/**
 * The text with its variable parts removed, or undefined when no template fits: then nothing of it is released. The answer depends on the
 * template only.
 */
export function templateText(text: string): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  // PX4 ends its texts with a tab.
  const trimmed = text.trimEnd();
  vocabulary ??= parseTemplates(textTemplatesText);
  const specific = matchTemplate(trimmed, vocabulary);
  const prefix = modules.exec(trimmed);
  if (prefix === null) return specific;
  const rest = matchTemplate(trimmed.slice(prefix[0].length), vocabulary);
  if (rest === undefined) return specific;
  const answer = `[${prefix[1]}] ${rest}`;
  return specific === undefined || answer.length > specific.length ? answer : specific;
}

function matchTemplate(text: string, { fixed, variable }: Vocabulary): string | undefined {
  if (fixed.has(text)) return text;
  for (const key of [text.charAt(0), '']) {
    for (const template of variable.get(key) ?? []) if (matches(template, text)) return template.output;
  }
  return undefined;
}
