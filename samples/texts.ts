import type { Sender } from './encode.ts';
import { disarmTime, timeOfItem, waypoints } from './path.ts';
import { autopilot, groundStation, type Scene } from './scene.ts';
import { pointAt } from './tangent.ts';

const Severity = { critical: 2, warning: 4, notice: 5, info: 6 } as const;
const CHUNK = 50;

/** Sends the messages to people. */
export function sendTexts(scene: Scene): void {
  let id = 0;
  for (const { seconds, severity, words, sender } of textsOf(scene)) {
    const isLong = words.length > CHUNK;
    if (isLong) id++;
    // A text that fills its last chunk is ended by an empty one.
    for (let chunk = 0; chunk === 0 || (isLong && chunk * CHUNK <= words.length); chunk++) {
      scene.send(seconds, sender, 'STATUSTEXT', {
        severity,
        text: words.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
        ...(isLong ? { id, chunk_seq: chunk } : {}),
      });
    }
  }
}

/** A message to people. */
export interface Text {
  readonly seconds: number;
  readonly severity: number;
  readonly words: string;
  readonly sender: Sender;
}

/** Messages to people: the autopilot's own, and what the pilot typed. */
export function textsOf(scene: Scene): readonly Text[] {
  const { text, person, place } = scene.secrets;
  const { device } = scene;
  const said: Text[] = [];
  const say = (seconds: number, severity: number, words: string, sender: Sender = autopilot): void => {
    said.push({ seconds, severity, words, sender });
  };

  say(1.602, Severity.info, `ArduCopter V4.5.7 (${device.firmwareHash})`);
  say(1.604, Severity.info, `ChibiOS: ${device.systemHash}`);
  say(1.606, Severity.info, `CubeOrangePlus ${device.boardSerial}`);
  say(1.608, Severity.info, `RCOut: ${text.outputs}`);
  say(1.61, Severity.info, 'Frame: QUAD/X');
  say(2.31, Severity.info, 'EKF3 IMU0 initialised');
  say(2.32, Severity.info, 'EKF3 IMU1 initialised');
  say(2.9, Severity.info, 'GPS 1: detected as u-blox at 230400 baud');
  say(3.1, Severity.info, `Field Elevation Set: ${Math.round(place.altitudeAmslM)}m`);
  say(4.2, Severity.critical, `PreArm: AHRS: GPS horiz error ${text.gpsErrorM.toFixed(1)}m (needs 2.0)`);
  say(5.3, Severity.critical, `PreArm: Bad parameter: ${text.badParameter}`);
  say(6.9, Severity.info, 'EKF3 IMU0 origin set');
  say(7.1, Severity.info, 'EKF3 IMU0 is using GPS');
  say(19.35, Severity.critical, 'PreArm: Compass not healthy');
  say(24.02, Severity.info, 'Arming motors');
  for (const { item } of waypoints) {
    const seconds = timeOfItem(item);
    if (seconds !== undefined) say(seconds + 0.011, Severity.info, `Mission: ${item} WP`);
  }
  say(disarmTime() + 0.02, Severity.info, 'Disarming motors');

  const spot = pointAt(place, 31, 44);
  say(14.8, Severity.notice, `Land at ${(spot.latE7 / 1e7).toFixed(5)}, ${(spot.lonE7 / 1e7).toFixed(5)} if windy`);
  say(15.6, Severity.notice, `${person.pilotName} has the sticks`);
  text.typed.forEach((words, index) => {
    say(16.4, Severity.notice, words, groundStation);
    say(70.25, index % 2 === 0 ? Severity.notice : Severity.warning, words);
  });
  return said;
}
