// Written by generate.ts from proto/record.proto. Do not edit.
import type { FieldSource, KindSource } from '../layout.ts';

/** The kinds of record. */
export const kinds: readonly KindSource[] = [
  {"number":1,"name":"flight_record","message":"FlightRecord"},
  {"number":2,"name":"device_info","message":"DeviceInfo"},
  {"number":3,"name":"operator_info","message":"OperatorInfo"},
  {"number":5,"name":"warning","message":"Warning"},
];

/** Fields of every message, by number. */
export const messages: Readonly<Record<string, readonly FieldSource[]>> = {
  FlightRecord: [
    {"number":1,"name":"time_us","type":"fixed64"},
    {"number":2,"name":"aircraft_serial","type":"string","maxBytes":32},
    {"number":3,"name":"flight_id","type":"string","maxBytes":36},
    {"number":4,"name":"position","message":"AircraftPosition"},
    {"number":5,"name":"velocity","message":"Velocity"},
    {"number":6,"name":"attitude","message":"Attitude"},
    {"number":7,"name":"batteries","message":"Battery","maxCount":4},
    {"number":8,"name":"gnss","message":"Gnss"},
    {"number":9,"name":"link","message":"Link"},
    {"number":10,"name":"mode","enumeration":"FlightMode"},
    {"number":11,"name":"is_armed","type":"bool"},
    {"number":12,"name":"are_motors_on","type":"bool"},
    {"number":13,"name":"motor_speeds_rpm","type":"sfixed32","maxCount":8},
    {"number":14,"name":"remote_controller","message":"OperatorPosition"},
    {"number":15,"name":"home","message":"HomePosition"},
    {"number":16,"name":"gimbal","message":"Gimbal"},
    {"number":17,"name":"wind","message":"Wind"},
    {"number":18,"name":"mission_item","message":"MissionItem"},
    {"number":19,"name":"zone","message":"Zone"},
    {"number":20,"name":"followed","message":"FollowedSubject"},
  ],
  AircraftPosition: [
    {"number":1,"name":"latitude_deg_e7","type":"sfixed32"},
    {"number":2,"name":"longitude_deg_e7","type":"sfixed32"},
    {"number":3,"name":"altitude_amsl_mm","type":"sfixed32"},
    {"number":4,"name":"height_above_takeoff_mm","type":"sfixed32"},
  ],
  Velocity: [
    {"number":1,"name":"north_mm_s","type":"sfixed32"},
    {"number":2,"name":"east_mm_s","type":"sfixed32"},
    {"number":3,"name":"down_mm_s","type":"sfixed32"},
  ],
  Attitude: [
    {"number":1,"name":"roll_rad","type":"float"},
    {"number":2,"name":"pitch_rad","type":"float"},
    {"number":3,"name":"yaw_rad","type":"float"},
    {"number":4,"name":"roll_rate_rad_s","type":"float"},
    {"number":5,"name":"pitch_rate_rad_s","type":"float"},
    {"number":6,"name":"yaw_rate_rad_s","type":"float"},
  ],
  Battery: [
    {"number":1,"name":"remaining_percent","type":"uint32","least":0,"most":100},
    {"number":2,"name":"voltage_mv","type":"sfixed32"},
    {"number":3,"name":"current_ma","type":"sfixed32"},
    {"number":4,"name":"consumed_mah","type":"sfixed32"},
    {"number":5,"name":"temperature_deg_c","type":"float"},
    {"number":6,"name":"cell_voltages_mv","type":"sfixed32","maxCount":14},
  ],
  Gnss: [
    {"number":1,"name":"fix","enumeration":"GnssFix"},
    {"number":2,"name":"satellites","type":"uint32","least":0,"most":254},
    {"number":3,"name":"hdop","type":"float"},
    {"number":4,"name":"horizontal_accuracy_mm","type":"sfixed32"},
  ],
  Link: [
    {"number":1,"name":"is_connected","type":"bool"},
    {"number":2,"name":"quality_percent","type":"uint32","least":0,"most":100},
    {"number":3,"name":"signal_dbm","type":"sint32","least":-127,"most":127},
  ],
  OperatorPosition: [
    {"number":1,"name":"latitude_deg_e7","type":"sfixed32"},
    {"number":2,"name":"longitude_deg_e7","type":"sfixed32"},
    {"number":3,"name":"altitude_amsl_mm","type":"sfixed32"},
  ],
  HomePosition: [
    {"number":1,"name":"latitude_deg_e7","type":"sfixed32"},
    {"number":2,"name":"longitude_deg_e7","type":"sfixed32"},
    {"number":3,"name":"altitude_amsl_mm","type":"sfixed32"},
  ],
  Gimbal: [
    {"number":1,"name":"roll_rad","type":"float"},
    {"number":2,"name":"pitch_rad","type":"float"},
    {"number":3,"name":"yaw_rad","type":"float"},
    {"number":4,"name":"yaw_to_body_rad","type":"float"},
  ],
  Wind: [
    {"number":1,"name":"north_mm_s","type":"sfixed32"},
    {"number":2,"name":"east_mm_s","type":"sfixed32"},
  ],
  MissionItem: [
    {"number":1,"name":"number","type":"uint32","least":0,"most":65534},
    {"number":2,"name":"latitude_deg_e7","type":"sfixed32"},
    {"number":3,"name":"longitude_deg_e7","type":"sfixed32"},
    {"number":4,"name":"height_above_takeoff_mm","type":"sfixed32"},
  ],
  Zone: [
    {"number":1,"name":"state","enumeration":"ZoneState"},
    {"number":2,"name":"area_code","type":"string","maxBytes":32},
  ],
  FollowedSubject: [
    {"number":1,"name":"latitude_deg_e7","type":"sfixed32"},
    {"number":2,"name":"longitude_deg_e7","type":"sfixed32"},
  ],
  DeviceInfo: [
    {"number":1,"name":"kind","enumeration":"DeviceKind"},
    {"number":2,"name":"manufacturer","type":"string","maxBytes":32},
    {"number":3,"name":"model","type":"string","maxBytes":32},
    {"number":4,"name":"serial","type":"string","maxBytes":32},
    {"number":5,"name":"hardware_version","type":"string","maxBytes":32},
    {"number":6,"name":"firmware_versions","type":"string","maxCount":4,"maxBytes":32},
    {"number":7,"name":"activation_time_us","type":"fixed64"},
    {"number":8,"name":"remote_id_serial","type":"string","maxBytes":20},
  ],
  OperatorInfo: [
    {"number":1,"name":"time_us","type":"fixed64"},
    {"number":2,"name":"operator_id","type":"string","maxBytes":16,"publicCharacters":16},
    {"number":3,"name":"name","type":"string","maxBytes":64},
    {"number":4,"name":"account","type":"string","maxBytes":64},
    {"number":5,"name":"registration","type":"string","maxBytes":32},
    {"number":6,"name":"phone","message":"OperatorPosition"},
    {"number":7,"name":"remote_controller","message":"OperatorPosition"},
  ],
  Warning: [
    {"number":1,"name":"time_us","type":"fixed64"},
    {"number":2,"name":"severity","enumeration":"Severity"},
    {"number":3,"name":"text","type":"string","maxBytes":128},
  ],
};

/** Names by number. */
export const enumerations: Readonly<Record<string, readonly string[]>> = {
  GnssFix: ["GNSS_FIX_UNSPECIFIED","GNSS_FIX_NONE","GNSS_FIX_2D","GNSS_FIX_3D","GNSS_FIX_DIFFERENTIAL","GNSS_FIX_RTK_FLOAT","GNSS_FIX_RTK_FIXED"],
  FlightMode: ["FLIGHT_MODE_UNSPECIFIED","FLIGHT_MODE_MANUAL","FLIGHT_MODE_ATTITUDE","FLIGHT_MODE_POSITION","FLIGHT_MODE_SPORT","FLIGHT_MODE_MISSION","FLIGHT_MODE_FOLLOW","FLIGHT_MODE_TAKE_OFF","FLIGHT_MODE_LAND","FLIGHT_MODE_RETURN_HOME","FLIGHT_MODE_HOLD"],
  ZoneState: ["ZONE_STATE_UNSPECIFIED","ZONE_STATE_OUTSIDE","ZONE_STATE_NEAR","ZONE_STATE_INSIDE","ZONE_STATE_UNLOCKED"],
  DeviceKind: ["DEVICE_KIND_UNSPECIFIED","DEVICE_KIND_AIRCRAFT","DEVICE_KIND_REMOTE_CONTROLLER","DEVICE_KIND_BATTERY","DEVICE_KIND_CAMERA","DEVICE_KIND_GIMBAL","DEVICE_KIND_PAYLOAD","DEVICE_KIND_GROUND_STATION","DEVICE_KIND_RECEIVER"],
  Severity: ["SEVERITY_UNSPECIFIED","SEVERITY_INFO","SEVERITY_WARNING","SEVERITY_CRITICAL"],
};
