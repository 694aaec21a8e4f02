// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `subtitle
 number structural
 start absoluteTime clock=boot unit=us
 duration structural
 frame_count structural
 frame_interval structural
 date absoluteTime clock=unix unit=us
 latitude aircraftPosition group=position role=latitude type=i32,f64 units=deg
 longitude aircraftPosition group=position role=longitude type=i32,f64 units=deg
 altitude altitude group=position role=altitude datum=amsl type=i32,f64 units=m
 abs_alt altitude group=position role=altitude datum=amsl type=i32,f64 units=m
 rel_alt altitude group=position role=altitude datum=home type=i32,f64 units=m
 height altitude group=position role=altitude datum=home type=i32,f64 units=m
 barometer_height altitude group=position role=altitude datum=home type=i32,f64 units=m
 gps_altitude altitude
 gps_first homePosition
 gps_second homePosition
 satellites satellites
 sonar_height terrain
 home_latitude homePosition group=home role=latitude type=i32,f64 units=deg
 home_longitude homePosition group=home role=longitude type=i32,f64 units=deg
 home_first homePosition
 home_second homePosition
 home_altitude homePosition
 home_distance relativePosition role=distance type=i32,f64 units=m
 horizontal_speed motion
 vertical_speed motion role=climbRate type=i32,f64 units=m/s
 aircraft_pitch attitude type=i32,f64
 aircraft_roll attitude type=i32,f64
 aircraft_yaw heading role=yaw range=180 type=i32 units=deg
 gimbal_pitch payloadState type=i32,f64
 gimbal_roll payloadState type=i32,f64
 gimbal_yaw heading role=yaw range=180 type=i32 units=deg
 iso payloadState type=char
 shutter payloadState type=char
 fnum payloadState type=char
 ev payloadState type=char
 ct payloadState type=char
 color_md payloadState type=char
 focal_len payloadState type=char
 dzoom_ratio payloadState type=char
 dzoom_delta payloadState type=char
 ae_meter_md payloadState type=char
 ir_gain_mode payloadState type=char
`;
