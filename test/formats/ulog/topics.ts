import { readFileSync } from 'node:fs';

/** The newest layout of each topic of PX4 as a log defines it: `name:type field;...`, by name. */
export const topicTexts: ReadonlyMap<string, string> = readTopics();

function readTopics(): Map<string, string> {
  const list = readFileSync(new URL('../../../src/formats/ulog/gen/topics.txt', import.meta.url), 'utf8');
  const texts = new Map<string, string>();
  for (const [, names, members] of list.matchAll(/^(\w[^\n]*)\n((?: [^\n]+\n)+)/gm)) {
    const text = members!.replace(/ (\w+) (\S+)\n/g, '$2 $1;');
    for (const name of names!.split(' ')) texts.set(name, `${name}:${text}`);
  }
  return texts;
}

/** The formats that a topic's format refers to, itself first, each once. */
export function withNested(topic: string, texts: ReadonlyMap<string, string> = topicTexts): string[] {
  const names = [topic];
  for (const name of names) {
    for (const [, type] of texts.get(name)!.matchAll(/[:;](\w+)(?:\[\d+\])? \w+/g)) {
      if (texts.has(type!) && !names.includes(type!)) names.push(type!);
    }
  }
  return names;
}
