/** Messages of MAVLink that carry a command: they are allowed with the command's name only. */
export const commandMessages: ReadonlySet<string> = new Set([
  ...['COMMAND_LONG', 'COMMAND_INT', 'COMMAND_LONG_STAMPED', 'COMMAND_INT_STAMPED'],
]);

/**
 * Messages of MAVLink that ask something of a vehicle or tell it what to do, and no others: what a vehicle reports would be raw on the way back, whichever
 * side it is plugged in at. Left out on purpose: files, serial lines and tunnels (a log can be in them), corrections and other people's places, and keys.
 */
export const requestMessages: ReadonlySet<string> = new Set([
  // Somebody is there, who wants to fly it.
  ...['HEARTBEAT', 'PING', 'TIMESYNC', 'CHANGE_OPERATOR_CONTROL', 'COMMAND_CANCEL', 'SET_MODE'],
  ...['MANUAL_CONTROL', 'MANUAL_SETPOINT', 'RC_CHANNELS_OVERRIDE', 'RC_CHANNELS_OVERRIDE_V2'],
  ...['SET_ATTITUDE_TARGET', 'SET_POSITION_TARGET_LOCAL_NED', 'SET_POSITION_TARGET_GLOBAL_INT'],
  ...['SET_ACTUATOR_CONTROL_TARGET', 'SET_VELOCITY_LIMITS', 'SET_GPS_GLOBAL_ORIGIN', 'SET_HOME_POSITION'],
  // What it should send.
  ...['REQUEST_DATA_STREAM', 'REQUEST_EVENT', 'AUTOPILOT_VERSION_REQUEST'],
  ...['LOG_REQUEST_LIST', 'LOG_REQUEST_DATA', 'LOG_REQUEST_END', 'LOG_ERASE'],
  // Settings.
  ...['PARAM_REQUEST_READ', 'PARAM_REQUEST_LIST', 'PARAM_SET', 'PARAM_MAP_RC'],
  ...['PARAM_EXT_REQUEST_READ', 'PARAM_EXT_REQUEST_LIST', 'PARAM_EXT_SET', 'SET_MAG_OFFSETS'],
  // Where it should fly, and where not.
  ...['MISSION_REQUEST_LIST', 'MISSION_REQUEST', 'MISSION_REQUEST_INT', 'MISSION_REQUEST_PARTIAL_LIST'],
  ...['MISSION_COUNT', 'MISSION_ITEM', 'MISSION_ITEM_INT', 'MISSION_WRITE_PARTIAL_LIST', 'MISSION_ACK'],
  ...['MISSION_SET_CURRENT', 'MISSION_CLEAR_ALL', 'SAFETY_SET_ALLOWED_AREA'],
  ...['FENCE_POINT', 'FENCE_FETCH_POINT', 'RALLY_POINT', 'RALLY_FETCH_POINT'],
  // What it carries.
  ...['DIGICAM_CONFIGURE', 'DIGICAM_CONTROL', 'MOUNT_CONFIGURE', 'MOUNT_CONTROL', 'GIMBAL_CONTROL'],
  ...['GIMBAL_MANAGER_SET_ATTITUDE', 'GIMBAL_MANAGER_SET_PITCHYAW', 'GIMBAL_MANAGER_SET_MANUAL_CONTROL'],
  ...['GIMBAL_DEVICE_SET_ATTITUDE', 'GOPRO_GET_REQUEST', 'GOPRO_SET_REQUEST'],
  ...['LED_CONTROL', 'PLAY_TUNE', 'PLAY_TUNE_V2'],
]);
