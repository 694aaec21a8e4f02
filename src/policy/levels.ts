import { type Disclosure, everything, nothing } from '../model/disclosure.ts';

/** The named levels, lowest first: each lets out at least what the one before it does. */
export const levelNames = ['withhold', 'summary', 'engineering', 'dynamics', 'track', 'full'] as const;
export type Level = (typeof levelNames)[number];

const engineering: Disclosure = {
  ...nothing,
  device: 'flight',
  settings: 'safe',
  text: 'template',
  geofence: 'kind',
  dynamics: 'full',
};

/** Presets over the dimensions. Media are always a choice of their own; persons are named at `full` only. */
export const levels: Readonly<Record<Level, Disclosure>> = {
  withhold: nothing,
  summary: { ...nothing, dynamics: 'summary' },
  engineering,
  dynamics: { ...engineering, shape: 'relative' },
  track: {
    ...engineering,
    place: 'exact',
    shape: 'exact',
    time: 'day',
    device: 'recipient',
    environment: 'exact',
    geofence: 'event',
  },
  full: { ...everything, media: 'none' },
};

/** What a level means, in a sentence for people. */
export const levelMeanings: Readonly<Record<Level, string>> = {
  withhold: 'nothing leaves',
  summary: 'totals of the flight and nothing else',
  engineering: 'how the aircraft behaved, but not where, when, or whose it is',
  dynamics: 'engineering and the form of the path, moved to nowhere on Earth',
  track: 'where the aircraft flew and on which day, but not the pilot',
  full: 'everything but secrets, payloads inside payloads, and other people',
};

export function isLevel(name: string): name is Level {
  return (levelNames as readonly string[]).includes(name);
}
