/**
 * Names of flight modes of ArduPilot's vehicles, without case, blanks and underscores: text logs print them where binary logs have numbers.
 * The position in this list, counted from one, stands for the word; zero is what a hidden mode shows.
 */
const modeNames: readonly string[] = [
  ...['stabilize', 'acro', 'althold', 'auto', 'guided', 'loiter', 'rtl', 'circle', 'position', 'land', 'ofloiter'],
  ...['toya', 'toym', 'toy', 'drift', 'sport', 'flip', 'autotune', 'poshold', 'hybrid', 'brake', 'throw', 'avoidadsb'],
  ...['guidednogps', 'smartrtl', 'flowhold', 'follow', 'zigzag', 'systemid', 'autorotate', 'autortl', 'turtle'],
  ...[
    'manual',
    'training',
    'flybywirea',
    'flybywireb',
    'flybywirec',
    'fbwa',
    'fbwb',
    'cruise',
    'takeoff',
    'initialising',
  ],
  ...[
    'qstabilize',
    'qhover',
    'qloiter',
    'qland',
    'qrtl',
    'qautotune',
    'qacro',
    'thermal',
    'loiteraltqland',
    'autoland',
  ],
  ...[
    'learning',
    'steering',
    'hold',
    'simple',
    'dock',
    'surface',
    'motordetect',
    'surftrak',
    'scan',
    'stop',
    'servotest',
  ],
];
/** With underscores. */
const LONGEST_NAME = 20;
const codes: ReadonlyMap<string, number> = new Map(modeNames.map((name, index) => [name, index + 1]));

/** A number for a mode's name; undefined for other words, and for those that are stretched by blanks. */
export function modeCode(word: string): number | undefined {
  if (word.length > LONGEST_NAME) return undefined;
  return codes.get(word.toLowerCase().replace(/[ _]/g, ''));
}
