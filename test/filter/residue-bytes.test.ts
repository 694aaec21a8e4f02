import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levels } from '../../src/policy/levels.ts';
import { foundIn, home, homeAt, homes, identityOf, noise, planted, writers } from './residue-planted.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const background = noise(40_000, 1);
const degreesOf = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
  [latitude / 1e7, longitude / 1e7] as const;

describe('a place in bytes that nobody decodes', () => {
  const names = Object.keys(writers);
  /** Both coordinates of every home, `apart` bytes from start to start. */
  const plantAll = (name: string, apart: number, from = 1001): Uint8Array =>
    planted(
      background,
      ...homes.flatMap((place, index) => {
        const [latitude, longitude] = degreesOf(place);
        const at = from + 301 * index;
        return [
          [at, writers[name]!(latitude)],
          [at + apart, writers[name]!(longitude)],
        ] as const;
      }),
    );

  test.each(names)('%s: next to each other, either first, and 64 bytes apart', (name) => {
    const size = writers[name]!(1).length;
    for (const apart of [size, -size, 17, -29, 64, -64]) {
      expect(foundIn(plantAll(name, apart), { places: homes })).toContainEqual({
        ...{ what: 'place', anchor: 'HOME_POSITION.latitude', where: 'bytes', encoding: name },
        count: homes.length,
      });
    }
  });

  test.each(names)('%s: not where they are further apart than 64 bytes', (name) => {
    expect(foundIn(plantAll(name, 65), { places: homes })).toEqual([]);
  });

  test.each(names.filter((name) => /i32 1e-7|i64 1e-(7|9)|f64 (degrees|radians),/.test(name)))(
    '%s: one place is enough, whatever its alignment and wherever chunks end',
    (name) => {
      const [latitude, longitude] = degreesOf(home);
      const size = writers[name]!(latitude).length;
      for (let shift = 0; shift < 9; shift++) {
        const at = 3000 + shift;
        const bytes = planted(
          background.subarray(0, 6000),
          [at, writers[name]!(latitude)],
          [at + size, writers[name]!(longitude)],
        );
        for (let cut = at - 1; cut <= at + 2 * size; cut++) {
          const found = foundIn(bytes, { places: [home] }, { chunks: [cut] });
          expect(found.map(({ encoding, count }) => [encoding, count])).toContainEqual([name, 1]);
        }
      }
    },
  );

  test('at the very start and end of the file, and in a file that holds nothing else, with either of them first', () => {
    const write = writers['i32 1e-7 degrees, little-endian']!;
    const [latitude, longitude] = degreesOf(home).map(write) as [Uint8Array, Uint8Array];
    for (const pair of [Buffer.concat([latitude, longitude]), Buffer.concat([longitude, latitude])]) {
      for (let shorter = 0; shorter < 4; shorter++) {
        const bytes = background.subarray(shorter);
        for (const at of [0, bytes.length - 8]) {
          expect(foundIn(planted(bytes, [at, pair]), { places: [home] })).toHaveLength(1);
        }
      }
      expect(foundIn(pair, { places: [home] })).toHaveLength(1);
      expect(foundIn(pair.subarray(0, 7), { places: [home] })).toEqual([]);
    }
  });

  test('longer than the scan’s window, wherever in it, with either of them first', () => {
    const long = noise(70_000, 2);
    const pair = degreesOf(home).map(writers['i32 1e-7 degrees, big-endian']!) as [Uint8Array, Uint8Array];
    // One at a time: beside another pair, half of one could be taken for half of the other.
    for (let at = 65_400; at < 66_700; at += 31) {
      for (const [first, second] of [pair, [pair[1], pair[0]] as const]) {
        const found = foundIn(planted(long, [at, first], [at + 64, second]), { places: [home] });
        expect(found.map(({ count }) => count)).toEqual([1]);
      }
    }
  });

  test('often, in chunks of every size', () => {
    const pair = Buffer.concat(degreesOf(home).map(writers['i32 1e-7 degrees, big-endian']!));
    const spots = Array.from({ length: 900 }, (_, index) => 100 + 331 * index);
    const bytes = planted(noise(300_000, 2), ...spots.map((at) => [at, pair] as const));
    for (const size of [1, 7, 511, 4096, 65_536, 300_000]) {
      const chunks = Array.from({ length: Math.floor(300_000 / size) }, (_, index) => (index + 1) * size);
      const found = foundIn(bytes, { places: [home] }, { chunks });
      expect(found.map(({ count }) => count)).toEqual([spots.length]);
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('packed across bytes, %i bits into the first', (shift) => {
    const [latitude, longitude] = [home.latitude >>> 0, home.longitude >>> 0];
    for (const [first, second] of [
      [latitude, longitude],
      [longitude, latitude],
    ] as const) {
      const bits = (first.toString(2).padStart(32, '0') + second.toString(2).padStart(32, '0')).split('').map(Number);
      const fromTop = new Uint8Array(9);
      bits.forEach((bit, index) => {
        fromTop[(index + shift) >> 3]! |= bit << (7 - ((index + shift) & 7));
      });
      const both = (BigInt(second) << 32n) | BigInt(first);
      const fromBottom = Uint8Array.from({ length: 9 }, (_, index) =>
        Number(((both << BigInt(shift)) >> BigInt(8 * index)) & 255n),
      );
      for (const packed of [fromTop, fromBottom]) {
        const found = foundIn(planted(background, [777, packed]), { places: [home] });
        expect(found.map(({ encoding, count }) => [encoding, count])).toEqual([
          ['i32 1e-7 degrees, packed across bytes', 1],
        ]);
      }
    }
  });

  const [latitude, longitude] = degreesOf(home);
  const minutes = (degrees: number, decimals: number): string => {
    const whole = Math.trunc(Math.abs(degrees));
    return `${whole}${((Math.abs(degrees) - whole) * 60).toFixed(decimals).padStart(decimals + 3, '0')}`;
  };
  const cut = (degrees: number, decimals: number): string => degrees.toFixed(7).slice(0, decimals - 7);
  test.each([
    `"lat": ${latitude}, "lon": ${longitude}`,
    `${longitude.toFixed(7)},${latitude.toFixed(7)},0`,
    `Home ${latitude.toFixed(6)}N ${Math.abs(longitude).toFixed(6)}W`,
    `${cut(latitude, 6)} ${cut(longitude, 6)}`,
    `${latitude.toFixed(12)};${longitude.toFixed(12)}`,
    `lat=${latitude - 1e-12} lon=${longitude + 1e-12}`,
    `GPGGA,120000,${minutes(latitude, 5)},N,${minutes(longitude, 5)},W`,
    `GPGGA,120000,${minutes(latitude, 7)},N,${minutes(longitude, 7)},W`,
  ])('as text: %s', (text) => {
    const found = foundIn(planted(background, [5000, ascii(`<${text}>`)]), { places: [home] });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ what: 'place', where: 'bytes', count: 1 });
    expect(found[0]!.encoding).toMatch(/^text, /);
  });

  test('as text with five decimals: where several are', () => {
    const rows = homes.map((place) =>
      degreesOf(place)
        .map((degrees) => degrees.toFixed(5))
        .join(','),
    );
    expect(foundIn(ascii(rows.join('\n')), { places: homes })).toMatchObject([{ count: homes.length }]);
    expect(foundIn(ascii(rows.map((row) => row.slice(0, -3)).join('\n')), { places: homes })).toEqual([]);
  });

  test('text about another place, or a latitude alone, is no finding', () => {
    for (const text of [
      `${latitude} 12.3456789`,
      `${latitude + 0.001}, ${longitude}`,
      `${latitude}`,
      `${latitude}, ${latitude}`,
    ]) {
      expect(foundIn(planted(background, [5000, ascii(` ${text} `)]), { places: [home] })).toEqual([]);
    }
  });
});

describe('any place on Earth', () => {
  const coordinate = (limit: number) =>
    fc.integer({ min: -limit, max: limit }).filter((value) => Math.abs(value) > 70_000_000);
  const place = fc
    .tuple(coordinate(900_000_000), coordinate(1_800_000_000))
    .map(([north, east]) => homeAt(north, east));

  test('is found in whole numbers and doubles, wherever it stands', () => {
    const strong = ['i32 1e-7 degrees, little-endian', 'i32 1e-7 degrees, big-endian', 'i64 1e-7 degrees, big-endian'];
    fc.assert(
      fc.property(
        place,
        fc.nat(20_000),
        fc.integer({ min: 8, max: 64 }),
        fc.constantFrom(...strong),
        (at, from, apart, name) => {
          const [north, east] = degreesOf(at);
          const bytes = planted(background, [from, writers[name]!(north)], [from + apart, writers[name]!(east)]);
          expect(foundIn(bytes, { places: [at] }).map(({ encoding }) => encoding)).toContain(name);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is not found where only another stands, a ten-millionth of a degree off', () => {
    fc.assert(
      fc.property(place, fc.constantFrom([1, 0], [0, 1], [-1, 1]), (at, [north, east]) => {
        const near = degreesOf(homeAt(at.latitude + north!, at.longitude + east!));
        const write = writers['i32 1e-7 degrees, little-endian']!;
        expect(foundIn(planted(background, [100, write(near[0])], [104, write(near[1])]), { places: [at] })).toEqual(
          [],
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('an identity of eight bytes and more', () => {
  const serial = Uint8Array.of(0x39, 0x00, 0x24, 0x9e, 0x51, 0xc7, 0x08, 0x33, 0x8f, 0x12, 0x36, 0xd4);
  const hex = (bytes: Uint8Array, separator = '', group = 1): string =>
    (
      Buffer.from(bytes)
        .toString('hex')
        .match(new RegExp(`.{1,${2 * group}}`, 'g')) ?? []
    ).join(separator);
  const reversed = serial.slice().reverse();
  const words = Uint8Array.from([0x9e, 0x24, 0x00, 0x39, 0x33, 0x08, 0xc7, 0x51, 0xd4, 0x36, 0x12, 0x8f]);
  const forms: Record<string, Uint8Array> = {
    'as it is': serial,
    reversed,
    hexadecimal: ascii(hex(serial)),
    'hexadecimal, upper case': ascii(hex(serial).toUpperCase()),
    'with colons': ascii(hex(serial, ':')),
    'with dashes, upper case': ascii(hex(serial, '-').toUpperCase()),
    'with blanks': ascii(hex(serial, ' ')),
    'in groups of two bytes': ascii(hex(serial, '-', 2)),
    'in groups of four bytes': ascii(hex(serial, ' ', 4).toUpperCase()),
    'hexadecimal, reversed': ascii(hex(reversed)),
    'as a board prints its serial: three words': ascii(hex(words, ' ', 4).toUpperCase()),
    'hexadecimal in UTF-16': new Uint8Array(Buffer.from(hex(serial), 'utf16le')),
    'hexadecimal in UTF-16, upper case, big-endian': new Uint8Array(
      Buffer.from(hex(serial).toUpperCase(), 'utf16le').swap16(),
    ),
  };
  const textForms: Record<string, Uint8Array> = {
    'text as it is': ascii('BT-74Q-9913XK'),
    'text in UTF-16': new Uint8Array(Buffer.from('BT-74Q-9913XK', 'utf16le')),
    'text in UTF-16, big-endian': new Uint8Array(Buffer.from('BT-74Q-9913XK', 'utf16le').swap16()),
    'text in lower case': ascii('bt-74q-9913xk'),
    'text in hexadecimal': ascii(Buffer.from('BT-74Q-9913XK').toString('hex')),
  };

  test.each(Object.entries(forms))('%s, at every alignment and over every chunk border', (_, form) => {
    for (let at = 2000; at < 2008; at++) {
      const bytes = planted(background.subarray(0, 5000), [at, form]);
      for (let cutAt = at; cutAt <= at + form.length; cutAt += at === 2000 ? 1 : 5) {
        const found = foundIn(bytes, { identities: [identityOf(serial)] }, { chunks: [cutAt] });
        expect(found).toMatchObject([{ what: 'identity', anchor: 'AUTOPILOT_VERSION.uid2', where: 'bytes', count: 1 }]);
      }
    }
  });

  test.each(Object.entries(textForms))('%s', (_, form) => {
    const identity = identityOf(Uint8Array.of(...ascii('BT-74Q-9913XK'), 0, 0, 0));
    expect(foundIn(planted(background, [999, form]), { identities: [identity] })).toMatchObject([
      { what: 'identity', count: 1 },
    ]);
  });

  test.each([0, 1, 2])('in base 64, %i bytes into the coded bytes', (phase) => {
    const coded = Buffer.concat([noise(phase + 30, 5), serial, noise(20, 6)]).toString('base64');
    const found = foundIn(planted(background, [50, ascii(coded)]), { identities: [identityOf(serial)] });
    expect(found).toMatchObject([{ what: 'identity', encoding: 'base 64', count: 1 }]);
  });

  test('a number of eight bytes in decimal digits', () => {
    const uid = serial.slice(3, 11);
    const digits = new DataView(uid.buffer).getBigUint64(0, true).toString();
    expect(
      foundIn(planted(background, [50, ascii(`uid=${digits};`)]), { identities: [identityOf(uid)] }),
    ).toMatchObject([{ encoding: 'decimal' }]);
  });

  test('without one of its bytes it is another', () => {
    for (let at = 0; at < serial.length; at++) {
      const other = serial.slice();
      other[at]! ^= 0x20;
      expect(
        foundIn(planted(background, [50, other], [99, ascii(hex(other))]), { identities: [identityOf(serial)] }),
      ).toEqual([]);
    }
  });

  test('any identity is found raw and in digits, any number of times', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (bytes, times) => {
        fc.pre(
          new Set(bytes).size >= 6 &&
            bytes.filter((byte) => byte !== 0 && byte !== 255).length >= 6 &&
            bytes.at(-1) !== 0,
        );
        const spots = Array.from({ length: times }, (_, index) => [200 + 400 * index, bytes] as const);
        expect(foundIn(planted(background, ...spots), { identities: [identityOf(bytes)] })).toMatchObject([
          { count: times },
        ]);
        const digits = ascii(hex(bytes.subarray(0, 32)));
        expect(foundIn(planted(background, [333, digits]), { identities: [identityOf(bytes)] })).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is no evidence', () => {
  const [latitude, longitude] = degreesOf(home);
  const leak = planted(
    background,
    [10, writers['i32 1e-7 degrees, little-endian']!(latitude)],
    [14, writers['i32 1e-7 degrees, little-endian']!(longitude)],
  );

  test('filler: zeros, 0xff, one byte over and over, blanks, small numbers', () => {
    const fillers = [
      ...[new Uint8Array(8).fill(0xff), new Uint8Array(18).fill(0x30), new Uint8Array(12).fill(7)],
      ...[ascii('        '), Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0), Uint8Array.of(0x12, 0x34, 0, 0, 0, 0, 0, 0)],
    ];
    for (const filler of fillers) {
      expect(foundIn(planted(background, [100, filler], [300, filler]), { identities: [identityOf(filler)] })).toEqual(
        [],
      );
    }
  });

  test('a place at 0/0 or beside it', () => {
    const nowhere = [homeAt(0, 0), homeAt(120, -64), homeAt(99_000, 99_000)];
    const bytes = planted(
      new Uint8Array(20_000),
      ...nowhere.map((place, index) => {
        const pair = Buffer.concat(
          degreesOf(place).map((degrees) => writers['i32 1e-7 degrees, little-endian']!(degrees)),
        );
        return [100 * (index + 1), pair] as const;
      }),
    );
    expect(foundIn(bytes, { places: nowhere })).toEqual([]);
  });

  test('words that everybody’s logs have', () => {
    const text = 'Place vehicle level and press any key.';
    expect(
      foundIn(planted(background, [10, ascii(text)]), {
        identities: [{ ...identityOf(text), category: 'personIdentity' }],
      }),
    ).toEqual([]);
  });

  test('what the disclosure allows: places and identities at full; at track fixes, but not home', () => {
    const fix = { ...home, category: 'aircraftPosition' as const, message: 'GPS_RAW_INT', field: 'lat' };
    expect(foundIn(leak, { places: [home] }, { disclosure: levels.full })).toEqual([]);
    expect(foundIn(leak, { places: [fix] }, { disclosure: levels.track })).toEqual([]);
    expect(foundIn(leak, { places: [home] }, { disclosure: levels.track })).toMatchObject([
      { anchor: 'HOME_POSITION.latitude' },
    ]);
    expect(foundIn(leak, { places: [fix] }, { disclosure: levels.dynamics })).toMatchObject([
      { anchor: 'GPS_RAW_INT.lat' },
    ]);
    const serial = identityOf('ZX-4471-PLUM');
    const bytes = planted(background, [77, serial.bytes]);
    expect(foundIn(bytes, { identities: [serial] }, { disclosure: levels.full })).toEqual([]);
    expect(
      foundIn(bytes, { identities: [{ ...serial, category: 'credential' }] }, { disclosure: levels.full }),
    ).toHaveLength(1);
  });

  test('an identity that is released under another name', () => {
    const serial = identityOf('ZX-4471-PLUM');
    const identities = [serial, { ...serial, category: 'thirdPartyIdentity' as const }];
    expect(foundIn(planted(background, [77, serial.bytes]), { identities }, { disclosure: levels.full })).toEqual([]);
  });

  test('at track: another’s place that the released track leads past, but not one far from it', () => {
    const fix = { ...home, category: 'aircraftPosition' as const, message: 'GPS_RAW_INT', field: 'lat' };
    const other = { ...home, category: 'thirdPartyPosition' as const, message: 'FOLLOW_TARGET', field: 'lat' };
    expect(foundIn(leak, { places: [fix, other] }, { disclosure: levels.full })).toEqual([]);
    const far = { ...fix, latitude: fix.latitude + 2_000_000 };
    expect(foundIn(leak, { places: [far, other] }, { disclosure: levels.full })).toMatchObject([
      { anchor: 'FOLLOW_TARGET.lat' },
    ]);
  });

  test('but places that are named as hidden count at any disclosure', () => {
    const hiddenPlaces = [{ message: 'GPS_RAW_INT', field: 'lat', latitudeDeg: latitude, longitudeDeg: longitude }];
    expect(foundIn(leak, {}, { disclosure: levels.track, hiddenPlaces })).toMatchObject([
      { anchor: 'GPS_RAW_INT.lat' },
    ]);
  });
});

test('random bytes hold nothing: a thousand places and a hundred identities in 4 MB', () => {
  const places = Array.from({ length: 1000 }, (_, index) =>
    homeAt(466_000_000 + 7919 * index, 107_000_000 + 6101 * index),
  );
  const identities = Array.from({ length: 100 }, (_, index) => identityOf(noise(8 + (index % 12), 100 + index)));
  for (const seed of [3, 4]) expect(foundIn(noise(2_000_000, seed), { places, identities })).toEqual([]);
});

test('findings name fields and hold no value', () => {
  const serial = identityOf('ZX-4471-PLUM');
  const [latitude, longitude] = degreesOf(home);
  const text = `${latitude} ${longitude}`;
  const found = foundIn(planted(background, [77, serial.bytes], [200, ascii(` ${text} `)]), {
    identities: [serial],
    places: [home],
  });
  expect(found).toHaveLength(2);
  const told = JSON.stringify(found);
  for (const secret of ['4471', 'PLUM', '46.6', '10.7', '466185307', '107024113']) expect(told).not.toContain(secret);
});
