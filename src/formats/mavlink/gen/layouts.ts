// Written by generate.ts from mavlink-mappings 1.0.22-20260311 and layouts.txt. Do not edit.
export const layoutsText = `HEARTBEAT 0
 custom_mode u32
 type u8
 autopilot u8
 base_mode u8
 system_status u8
 mavlink_version u8
SYS_STATUS 1
 onboard_control_sensors_present u32
 onboard_control_sensors_enabled u32
 onboard_control_sensors_health u32
 load u16 d%
 voltage_battery u16 mV
 current_battery i16 cA
 drop_rate_comm u16 c%
 errors_comm u16
 errors_count1 u16
 errors_count2 u16
 errors_count3 u16
 errors_count4 u16
 battery_remaining i8 %
 + onboard_control_sensors_present_extended u32
 + onboard_control_sensors_enabled_extended u32
 + onboard_control_sensors_health_extended u32
SYSTEM_TIME 2
 time_unix_usec u64 us
 time_boot_ms u32 ms
PING 4
 time_usec u64 us
 seq u32
 target_system u8
 target_component u8
CHANGE_OPERATOR_CONTROL 5
 target_system u8
 control_request u8
 version u8
 passkey char[25]
CHANGE_OPERATOR_CONTROL_ACK 6
 gcs_system_id u8
 control_request u8
 ack u8
AUTH_KEY 7
 key char[32]
LINK_NODE_STATUS 8
 timestamp u64 ms
 tx_rate u32 bytes/s
 rx_rate u32 bytes/s
 messages_sent u32
 messages_received u32
 messages_lost u32
 rx_parse_err u16 bytes
 tx_overflows u16 bytes
 rx_overflows u16 bytes
 tx_buf u8 %
 rx_buf u8 %
SET_MODE 11
 custom_mode u32
 target_system u8
 base_mode u8
PARAM_REQUEST_READ 20
 param_index i16
 target_system u8
 target_component u8
 param_id char[16]
PARAM_REQUEST_LIST 21
 target_system u8
 target_component u8
PARAM_VALUE 22
 param_value f32
 param_count u16
 param_index u16
 param_id char[16]
 param_type u8
PARAM_SET 23
 param_value f32
 target_system u8
 target_component u8
 param_id char[16]
 param_type u8
GPS_RAW_INT 24
 time_usec u64 us
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 eph u16
 epv u16
 vel u16 cm/s
 cog u16 cdeg
 fix_type u8
 satellites_visible u8
 + alt_ellipsoid i32 mm
 + h_acc u32 mm
 + v_acc u32 mm
 + vel_acc u32 mm/s
 + hdg_acc u32 degE5
 + yaw u16 cdeg
GPS_STATUS 25
 satellites_visible u8
 satellite_prn u8[20]
 satellite_used u8[20]
 satellite_elevation u8[20] deg
 satellite_azimuth u8[20] deg
 satellite_snr u8[20] dB
SCALED_IMU 26
 time_boot_ms u32 ms
 xacc i16 mG
 yacc i16 mG
 zacc i16 mG
 xgyro i16 mrad/s
 ygyro i16 mrad/s
 zgyro i16 mrad/s
 xmag i16 mgauss
 ymag i16 mgauss
 zmag i16 mgauss
 + temperature i16 cdegC
RAW_IMU 27
 time_usec u64 us
 xacc i16
 yacc i16
 zacc i16
 xgyro i16
 ygyro i16
 zgyro i16
 xmag i16
 ymag i16
 zmag i16
 + id u8
 + temperature i16 cdegC
RAW_PRESSURE 28
 time_usec u64 us
 press_abs i16
 press_diff1 i16
 press_diff2 i16
 temperature i16
SCALED_PRESSURE 29
 time_boot_ms u32 ms
 press_abs f32 hPa
 press_diff f32 hPa
 temperature i16 cdegC
 + temperature_press_diff i16 cdegC
ATTITUDE 30
 time_boot_ms u32 ms
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
ATTITUDE_QUATERNION 31
 time_boot_ms u32 ms
 q1 f32
 q2 f32
 q3 f32
 q4 f32
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
 + repr_offset_q f32[4]
LOCAL_POSITION_NED 32
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
GLOBAL_POSITION_INT 33
 time_boot_ms u32 ms
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 relative_alt i32 mm
 vx i16 cm/s
 vy i16 cm/s
 vz i16 cm/s
 hdg u16 cdeg
RC_CHANNELS_SCALED 34
 time_boot_ms u32 ms
 chan1_scaled i16
 chan2_scaled i16
 chan3_scaled i16
 chan4_scaled i16
 chan5_scaled i16
 chan6_scaled i16
 chan7_scaled i16
 chan8_scaled i16
 port u8
 rssi u8
RC_CHANNELS_RAW 35
 time_boot_ms u32 ms
 chan1_raw u16 us
 chan2_raw u16 us
 chan3_raw u16 us
 chan4_raw u16 us
 chan5_raw u16 us
 chan6_raw u16 us
 chan7_raw u16 us
 chan8_raw u16 us
 port u8
 rssi u8
SERVO_OUTPUT_RAW 36
 time_usec u32 us
 servo1_raw u16 us
 servo2_raw u16 us
 servo3_raw u16 us
 servo4_raw u16 us
 servo5_raw u16 us
 servo6_raw u16 us
 servo7_raw u16 us
 servo8_raw u16 us
 port u8
 + servo9_raw u16 us
 + servo10_raw u16 us
 + servo11_raw u16 us
 + servo12_raw u16 us
 + servo13_raw u16 us
 + servo14_raw u16 us
 + servo15_raw u16 us
 + servo16_raw u16 us
MISSION_REQUEST_PARTIAL_LIST 37
 start_index i16
 end_index i16
 target_system u8
 target_component u8
 + mission_type u8
MISSION_WRITE_PARTIAL_LIST 38
 start_index i16
 end_index i16
 target_system u8
 target_component u8
 + mission_type u8
MISSION_ITEM 39
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 x f32
 y f32
 z f32
 seq u16
 command u16
 target_system u8
 target_component u8
 frame u8
 current u8
 autocontinue u8
 + mission_type u8
MISSION_REQUEST 40
 seq u16
 target_system u8
 target_component u8
 + mission_type u8
MISSION_SET_CURRENT 41
 seq u16
 target_system u8
 target_component u8
MISSION_CURRENT 42
 seq u16
 + total u16
 + mission_state u8
 + mission_mode u8
 + mission_id u32
 + fence_id u32
 + rally_points_id u32
MISSION_REQUEST_LIST 43
 target_system u8
 target_component u8
 + mission_type u8
MISSION_COUNT 44
 count u16
 target_system u8
 target_component u8
 + mission_type u8
 + opaque_id u32
MISSION_CLEAR_ALL 45
 target_system u8
 target_component u8
 + mission_type u8
MISSION_ITEM_REACHED 46
 seq u16
MISSION_ACK 47
 target_system u8
 target_component u8
 type u8
 + mission_type u8
 + opaque_id u32
SET_GPS_GLOBAL_ORIGIN 48
 latitude i32 degE7
 longitude i32 degE7
 altitude i32 mm
 target_system u8
 + time_usec u64 us
GPS_GLOBAL_ORIGIN 49
 latitude i32 degE7
 longitude i32 degE7
 altitude i32 mm
 + time_usec u64 us
PARAM_MAP_RC 50
 param_value0 f32
 scale f32
 param_value_min f32
 param_value_max f32
 param_index i16
 target_system u8
 target_component u8
 param_id char[16]
 parameter_rc_channel_index u8
MISSION_REQUEST_INT 51
 seq u16
 target_system u8
 target_component u8
 + mission_type u8
SAFETY_SET_ALLOWED_AREA 54
 p1x f32 m
 p1y f32 m
 p1z f32 m
 p2x f32 m
 p2y f32 m
 p2z f32 m
 target_system u8
 target_component u8
 frame u8
SAFETY_ALLOWED_AREA 55
 p1x f32 m
 p1y f32 m
 p1z f32 m
 p2x f32 m
 p2y f32 m
 p2z f32 m
 frame u8
ATTITUDE_QUATERNION_COV 61
 time_usec u64 us
 q f32[4]
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
 covariance f32[9]
NAV_CONTROLLER_OUTPUT 62
 nav_roll f32 deg
 nav_pitch f32 deg
 alt_error f32 m
 aspd_error f32 m/s
 xtrack_error f32 m
 nav_bearing i16 deg
 target_bearing i16 deg
 wp_dist u16 m
GLOBAL_POSITION_INT_COV 63
 time_usec u64 us
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 relative_alt i32 mm
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 covariance f32[36]
 estimator_type u8
LOCAL_POSITION_NED_COV 64
 time_usec u64 us
 x f32 m
 y f32 m
 z f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 ax f32 m/s/s
 ay f32 m/s/s
 az f32 m/s/s
 covariance f32[45]
 estimator_type u8
RC_CHANNELS 65
 time_boot_ms u32 ms
 chan1_raw u16 us
 chan2_raw u16 us
 chan3_raw u16 us
 chan4_raw u16 us
 chan5_raw u16 us
 chan6_raw u16 us
 chan7_raw u16 us
 chan8_raw u16 us
 chan9_raw u16 us
 chan10_raw u16 us
 chan11_raw u16 us
 chan12_raw u16 us
 chan13_raw u16 us
 chan14_raw u16 us
 chan15_raw u16 us
 chan16_raw u16 us
 chan17_raw u16 us
 chan18_raw u16 us
 chancount u8
 rssi u8
REQUEST_DATA_STREAM 66
 req_message_rate u16 Hz
 target_system u8
 target_component u8
 req_stream_id u8
 start_stop u8
DATA_STREAM 67
 message_rate u16 Hz
 stream_id u8
 on_off u8
MANUAL_CONTROL 69
 x i16
 y i16
 z i16
 r i16
 buttons u16
 target u8
 + buttons2 u16
 + enabled_extensions u8
 + s i16
 + t i16
 + aux1 i16
 + aux2 i16
 + aux3 i16
 + aux4 i16
 + aux5 i16
 + aux6 i16
RC_CHANNELS_OVERRIDE 70
 chan1_raw u16 us
 chan2_raw u16 us
 chan3_raw u16 us
 chan4_raw u16 us
 chan5_raw u16 us
 chan6_raw u16 us
 chan7_raw u16 us
 chan8_raw u16 us
 target_system u8
 target_component u8
 + chan9_raw u16 us
 + chan10_raw u16 us
 + chan11_raw u16 us
 + chan12_raw u16 us
 + chan13_raw u16 us
 + chan14_raw u16 us
 + chan15_raw u16 us
 + chan16_raw u16 us
 + chan17_raw u16 us
 + chan18_raw u16 us
MISSION_ITEM_INT 73
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 x i32
 y i32
 z f32
 seq u16
 command u16
 target_system u8
 target_component u8
 frame u8
 current u8
 autocontinue u8
 + mission_type u8
VFR_HUD 74
 airspeed f32 m/s
 groundspeed f32 m/s
 alt f32 m
 climb f32 m/s
 heading i16 deg
 throttle u16 %
COMMAND_INT 75
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 x i32
 y i32
 z f32
 command u16
 target_system u8
 target_component u8
 frame u8
 current u8
 autocontinue u8
COMMAND_LONG 76
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 param5 f32
 param6 f32
 param7 f32
 command u16
 target_system u8
 target_component u8
 confirmation u8
COMMAND_ACK 77
 command u16
 result u8
 + progress u8 %
 + result_param2 i32
 + target_system u8
 + target_component u8
COMMAND_CANCEL 80
 command u16
 target_system u8
 target_component u8
MANUAL_SETPOINT 81
 time_boot_ms u32 ms
 roll f32 rad/s
 pitch f32 rad/s
 yaw f32 rad/s
 thrust f32
 mode_switch u8
 manual_override_switch u8
SET_ATTITUDE_TARGET 82
 time_boot_ms u32 ms
 q f32[4]
 body_roll_rate f32 rad/s
 body_pitch_rate f32 rad/s
 body_yaw_rate f32 rad/s
 thrust f32
 target_system u8
 target_component u8
 type_mask u8
 + thrust_body f32[3]
ATTITUDE_TARGET 83
 time_boot_ms u32 ms
 q f32[4]
 body_roll_rate f32 rad/s
 body_pitch_rate f32 rad/s
 body_yaw_rate f32 rad/s
 thrust f32
 type_mask u8
SET_POSITION_TARGET_LOCAL_NED 84
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 afx f32 m/s/s
 afy f32 m/s/s
 afz f32 m/s/s
 yaw f32 rad
 yaw_rate f32 rad/s
 type_mask u16
 target_system u8
 target_component u8
 coordinate_frame u8
POSITION_TARGET_LOCAL_NED 85
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 afx f32 m/s/s
 afy f32 m/s/s
 afz f32 m/s/s
 yaw f32 rad
 yaw_rate f32 rad/s
 type_mask u16
 coordinate_frame u8
SET_POSITION_TARGET_GLOBAL_INT 86
 time_boot_ms u32 ms
 lat_int i32 degE7
 lon_int i32 degE7
 alt f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 afx f32 m/s/s
 afy f32 m/s/s
 afz f32 m/s/s
 yaw f32 rad
 yaw_rate f32 rad/s
 type_mask u16
 target_system u8
 target_component u8
 coordinate_frame u8
POSITION_TARGET_GLOBAL_INT 87
 time_boot_ms u32 ms
 lat_int i32 degE7
 lon_int i32 degE7
 alt f32 m
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 afx f32 m/s/s
 afy f32 m/s/s
 afz f32 m/s/s
 yaw f32 rad
 yaw_rate f32 rad/s
 type_mask u16
 coordinate_frame u8
LOCAL_POSITION_NED_SYSTEM_GLOBAL_OFFSET 89
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
HIL_STATE 90
 time_usec u64 us
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 vx i16 cm/s
 vy i16 cm/s
 vz i16 cm/s
 xacc i16 mG
 yacc i16 mG
 zacc i16 mG
HIL_CONTROLS 91
 time_usec u64 us
 roll_ailerons f32
 pitch_elevator f32
 yaw_rudder f32
 throttle f32
 aux1 f32
 aux2 f32
 aux3 f32
 aux4 f32
 mode u8
 nav_mode u8
HIL_RC_INPUTS_RAW 92
 time_usec u64 us
 chan1_raw u16 us
 chan2_raw u16 us
 chan3_raw u16 us
 chan4_raw u16 us
 chan5_raw u16 us
 chan6_raw u16 us
 chan7_raw u16 us
 chan8_raw u16 us
 chan9_raw u16 us
 chan10_raw u16 us
 chan11_raw u16 us
 chan12_raw u16 us
 rssi u8
HIL_ACTUATOR_CONTROLS 93
 time_usec u64 us
 flags u64
 controls f32[16]
 mode u8
OPTICAL_FLOW 100
 time_usec u64 us
 flow_comp_m_x f32 m/s
 flow_comp_m_y f32 m/s
 ground_distance f32 m
 flow_x i16 dpix
 flow_y i16 dpix
 sensor_id u8
 quality u8
 + flow_rate_x f32 rad/s
 + flow_rate_y f32 rad/s
GLOBAL_VISION_POSITION_ESTIMATE 101
 usec u64 us
 x f32 m
 y f32 m
 z f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 + covariance f32[21]
 + reset_counter u8
VISION_POSITION_ESTIMATE 102
 usec u64 us
 x f32 m
 y f32 m
 z f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 + covariance f32[21]
 + reset_counter u8
VISION_SPEED_ESTIMATE 103
 usec u64 us
 x f32 m/s
 y f32 m/s
 z f32 m/s
 + covariance f32[9]
 + reset_counter u8
VICON_POSITION_ESTIMATE 104
 usec u64 us
 x f32 m
 y f32 m
 z f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 + covariance f32[21]
HIGHRES_IMU 105
 time_usec u64 us
 xacc f32 m/s/s
 yacc f32 m/s/s
 zacc f32 m/s/s
 xgyro f32 rad/s
 ygyro f32 rad/s
 zgyro f32 rad/s
 xmag f32 gauss
 ymag f32 gauss
 zmag f32 gauss
 abs_pressure f32 hPa
 diff_pressure f32 hPa
 pressure_alt f32
 temperature f32 degC
 fields_updated u16
 + id u8
OPTICAL_FLOW_RAD 106
 time_usec u64 us
 integration_time_us u32 us
 integrated_x f32 rad
 integrated_y f32 rad
 integrated_xgyro f32 rad
 integrated_ygyro f32 rad
 integrated_zgyro f32 rad
 time_delta_distance_us u32 us
 distance f32 m
 temperature i16 cdegC
 sensor_id u8
 quality u8
HIL_SENSOR 107
 time_usec u64 us
 xacc f32 m/s/s
 yacc f32 m/s/s
 zacc f32 m/s/s
 xgyro f32 rad/s
 ygyro f32 rad/s
 zgyro f32 rad/s
 xmag f32 gauss
 ymag f32 gauss
 zmag f32 gauss
 abs_pressure f32 hPa
 diff_pressure f32 hPa
 pressure_alt f32
 temperature f32 degC
 fields_updated u32
 + id u8
SIM_STATE 108
 q1 f32
 q2 f32
 q3 f32
 q4 f32
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 xacc f32 m/s/s
 yacc f32 m/s/s
 zacc f32 m/s/s
 xgyro f32 rad/s
 ygyro f32 rad/s
 zgyro f32 rad/s
 lat f32 deg
 lon f32 deg
 alt f32 m
 std_dev_horz f32
 std_dev_vert f32
 vn f32 m/s
 ve f32 m/s
 vd f32 m/s
 + lat_int i32 degE7
 + lon_int i32 degE7
RADIO_STATUS 109
 rxerrors u16
 fixed u16
 rssi u8
 remrssi u8
 txbuf u8 %
 noise u8
 remnoise u8
FILE_TRANSFER_PROTOCOL 110
 target_network u8
 target_system u8
 target_component u8
 payload u8[251]
TIMESYNC 111
 tc1 i64 ns
 ts1 i64 ns
 + target_system u8
 + target_component u8
CAMERA_TRIGGER 112
 time_usec u64 us
 seq u32
HIL_GPS 113
 time_usec u64 us
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 eph u16
 epv u16
 vel u16 cm/s
 vn i16 cm/s
 ve i16 cm/s
 vd i16 cm/s
 cog u16 cdeg
 fix_type u8
 satellites_visible u8
 + id u8
 + yaw u16 cdeg
HIL_OPTICAL_FLOW 114
 time_usec u64 us
 integration_time_us u32 us
 integrated_x f32 rad
 integrated_y f32 rad
 integrated_xgyro f32 rad
 integrated_ygyro f32 rad
 integrated_zgyro f32 rad
 time_delta_distance_us u32 us
 distance f32 m
 temperature i16 cdegC
 sensor_id u8
 quality u8
HIL_STATE_QUATERNION 115
 time_usec u64 us
 attitude_quaternion f32[4]
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 vx i16 cm/s
 vy i16 cm/s
 vz i16 cm/s
 ind_airspeed u16 cm/s
 true_airspeed u16 cm/s
 xacc i16 mG
 yacc i16 mG
 zacc i16 mG
SCALED_IMU2 116
 time_boot_ms u32 ms
 xacc i16 mG
 yacc i16 mG
 zacc i16 mG
 xgyro i16 mrad/s
 ygyro i16 mrad/s
 zgyro i16 mrad/s
 xmag i16 mgauss
 ymag i16 mgauss
 zmag i16 mgauss
 + temperature i16 cdegC
LOG_REQUEST_LIST 117
 start u16
 end u16
 target_system u8
 target_component u8
LOG_ENTRY 118
 time_utc u32 s
 size u32 bytes
 id u16
 num_logs u16
 last_log_num u16
LOG_REQUEST_DATA 119
 ofs u32
 count u32 bytes
 id u16
 target_system u8
 target_component u8
LOG_DATA 120
 ofs u32
 id u16
 count u8 bytes
 data u8[90]
LOG_ERASE 121
 target_system u8
 target_component u8
LOG_REQUEST_END 122
 target_system u8
 target_component u8
GPS_INJECT_DATA 123
 target_system u8
 target_component u8
 len u8 bytes
 data u8[110]
GPS2_RAW 124
 time_usec u64 us
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 dgps_age u32 ms
 eph u16
 epv u16
 vel u16 cm/s
 cog u16 cdeg
 fix_type u8
 satellites_visible u8
 dgps_numch u8
 + yaw u16 cdeg
 + alt_ellipsoid i32 mm
 + h_acc u32 mm
 + v_acc u32 mm
 + vel_acc u32 mm/s
 + hdg_acc u32 degE5
POWER_STATUS 125
 Vcc u16 mV
 Vservo u16 mV
 flags u16
SERIAL_CONTROL 126
 baudrate u32 bits/s
 timeout u16 ms
 device u8
 flags u8
 count u8 bytes
 data u8[70]
 + target_system u8
 + target_component u8
GPS_RTK 127
 time_last_baseline_ms u32 ms
 tow u32 ms
 baseline_a_mm i32 mm
 baseline_b_mm i32 mm
 baseline_c_mm i32 mm
 accuracy u32
 iar_num_hypotheses i32
 wn u16
 rtk_receiver_id u8
 rtk_health u8
 rtk_rate u8 Hz
 nsats u8
 baseline_coords_type u8
GPS2_RTK 128
 time_last_baseline_ms u32 ms
 tow u32 ms
 baseline_a_mm i32 mm
 baseline_b_mm i32 mm
 baseline_c_mm i32 mm
 accuracy u32
 iar_num_hypotheses i32
 wn u16
 rtk_receiver_id u8
 rtk_health u8
 rtk_rate u8 Hz
 nsats u8
 baseline_coords_type u8
SCALED_IMU3 129
 time_boot_ms u32 ms
 xacc i16 mG
 yacc i16 mG
 zacc i16 mG
 xgyro i16 mrad/s
 ygyro i16 mrad/s
 zgyro i16 mrad/s
 xmag i16 mgauss
 ymag i16 mgauss
 zmag i16 mgauss
 + temperature i16 cdegC
DATA_TRANSMISSION_HANDSHAKE 130
 size u32 bytes
 width u16
 height u16
 packets u16
 type u8
 payload u8 bytes
 jpg_quality u8 %
ENCAPSULATED_DATA 131
 seqnr u16
 data u8[253]
DISTANCE_SENSOR 132
 time_boot_ms u32 ms
 min_distance u16 cm
 max_distance u16 cm
 current_distance u16 cm
 type u8
 id u8
 orientation u8
 covariance u8 cm^2
 + horizontal_fov f32 rad
 + vertical_fov f32 rad
 + quaternion f32[4]
 + signal_quality u8 %
TERRAIN_REQUEST 133
 mask u64
 lat i32 degE7
 lon i32 degE7
 grid_spacing u16 m
TERRAIN_DATA 134
 lat i32 degE7
 lon i32 degE7
 grid_spacing u16 m
 data i16[16] m
 gridbit u8
TERRAIN_CHECK 135
 lat i32 degE7
 lon i32 degE7
TERRAIN_REPORT 136
 lat i32 degE7
 lon i32 degE7
 terrain_height f32 m
 current_height f32 m
 spacing u16
 pending u16
 loaded u16
SCALED_PRESSURE2 137
 time_boot_ms u32 ms
 press_abs f32 hPa
 press_diff f32 hPa
 temperature i16 cdegC
 + temperature_press_diff i16 cdegC
ATT_POS_MOCAP 138
 time_usec u64 us
 q f32[4]
 x f32 m
 y f32 m
 z f32 m
 + covariance f32[21]
SET_ACTUATOR_CONTROL_TARGET 139
 time_usec u64 us
 controls f32[8]
 group_mlx u8
 target_system u8
 target_component u8
ACTUATOR_CONTROL_TARGET 140
 time_usec u64 us
 controls f32[8]
 group_mlx u8
ALTITUDE 141
 time_usec u64 us
 altitude_monotonic f32 m
 altitude_amsl f32 m
 altitude_local f32 m
 altitude_relative f32 m
 altitude_terrain f32 m
 bottom_clearance f32 m
RESOURCE_REQUEST 142
 request_id u8
 uri_type u8
 uri u8[120]
 transfer_type u8
 storage u8[120]
SCALED_PRESSURE3 143
 time_boot_ms u32 ms
 press_abs f32 hPa
 press_diff f32 hPa
 temperature i16 cdegC
 + temperature_press_diff i16 cdegC
FOLLOW_TARGET 144
 timestamp u64 ms
 custom_state u64
 lat i32 degE7
 lon i32 degE7
 alt f32 m
 vel f32[3] m/s
 acc f32[3] m/s/s
 attitude_q f32[4]
 rates f32[3]
 position_cov f32[3]
 est_capabilities u8
CONTROL_SYSTEM_STATE 146
 time_usec u64 us
 x_acc f32 m/s/s
 y_acc f32 m/s/s
 z_acc f32 m/s/s
 x_vel f32 m/s
 y_vel f32 m/s
 z_vel f32 m/s
 x_pos f32 m
 y_pos f32 m
 z_pos f32 m
 airspeed f32 m/s
 vel_variance f32[3]
 pos_variance f32[3]
 q f32[4]
 roll_rate f32 rad/s
 pitch_rate f32 rad/s
 yaw_rate f32 rad/s
BATTERY_STATUS 147
 current_consumed i32 mAh
 energy_consumed i32 hJ
 temperature i16 cdegC
 voltages u16[10] mV
 current_battery i16 cA
 id u8
 battery_function u8
 type u8
 battery_remaining i8 %
 + time_remaining i32 s
 + charge_state u8
 + voltages_ext u16[4] mV
 + mode u8
 + fault_bitmask u32
AUTOPILOT_VERSION 148
 capabilities u64
 uid u64
 flight_sw_version u32
 middleware_sw_version u32
 os_sw_version u32
 board_version u32
 vendor_id u16
 product_id u16
 flight_custom_version u8[8]
 middleware_custom_version u8[8]
 os_custom_version u8[8]
 + uid2 u8[18]
LANDING_TARGET 149
 time_usec u64 us
 angle_x f32 rad
 angle_y f32 rad
 distance f32 m
 size_x f32 rad
 size_y f32 rad
 target_num u8
 frame u8
 + x f32 m
 + y f32 m
 + z f32 m
 + q f32[4]
 + type u8
 + position_valid u8
SENSOR_OFFSETS 150
 mag_declination f32 rad
 raw_press i32
 raw_temp i32
 gyro_cal_x f32
 gyro_cal_y f32
 gyro_cal_z f32
 accel_cal_x f32
 accel_cal_y f32
 accel_cal_z f32
 mag_ofs_x i16
 mag_ofs_y i16
 mag_ofs_z i16
SET_MAG_OFFSETS 151
 mag_ofs_x i16
 mag_ofs_y i16
 mag_ofs_z i16
 target_system u8
 target_component u8
MEMINFO 152
 brkval u16
 freemem u16 bytes
 + freemem32 u32 bytes
AP_ADC 153
 adc1 u16
 adc2 u16
 adc3 u16
 adc4 u16
 adc5 u16
 adc6 u16
DIGICAM_CONFIGURE 154
 extra_value f32
 shutter_speed u16
 target_system u8
 target_component u8
 mode u8
 aperture u8
 iso u8
 exposure_type u8
 command_id u8
 engine_cut_off u8 ds
 extra_param u8
DIGICAM_CONTROL 155
 extra_value f32
 target_system u8
 target_component u8
 session u8
 zoom_pos u8
 zoom_step i8
 focus_lock u8
 shot u8
 command_id u8
 extra_param u8
MOUNT_CONFIGURE 156
 target_system u8
 target_component u8
 mount_mode u8
 stab_roll u8
 stab_pitch u8
 stab_yaw u8
MOUNT_CONTROL 157
 input_a i32
 input_b i32
 input_c i32
 target_system u8
 target_component u8
 save_position u8
MOUNT_STATUS 158
 pointing_a i32 cdeg
 pointing_b i32 cdeg
 pointing_c i32 cdeg
 target_system u8
 target_component u8
 + mount_mode u8
FENCE_POINT 160
 lat f32 deg
 lng f32 deg
 target_system u8
 target_component u8
 idx u8
 count u8
FENCE_FETCH_POINT 161
 target_system u8
 target_component u8
 idx u8
FENCE_STATUS 162
 breach_time u32 ms
 breach_count u16
 breach_status u8
 breach_type u8
 + breach_mitigation u8
AHRS 163
 omegaIx f32 rad/s
 omegaIy f32 rad/s
 omegaIz f32 rad/s
 accel_weight f32
 renorm_val f32
 error_rp f32
 error_yaw f32
SIMSTATE 164
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 xacc f32 m/s/s
 yacc f32 m/s/s
 zacc f32 m/s/s
 xgyro f32 rad/s
 ygyro f32 rad/s
 zgyro f32 rad/s
 lat i32 degE7
 lng i32 degE7
HWSTATUS 165
 Vcc u16 mV
 I2Cerr u8
RADIO 166
 rxerrors u16
 fixed u16
 rssi u8
 remrssi u8
 txbuf u8 %
 noise u8
 remnoise u8
LIMITS_STATUS 167
 last_trigger u32 ms
 last_action u32 ms
 last_recovery u32 ms
 last_clear u32 ms
 breach_count u16
 limits_state u8
 mods_enabled u8
 mods_required u8
 mods_triggered u8
WIND 168
 direction f32 deg
 speed f32 m/s
 speed_z f32 m/s
DATA16 169
 type u8
 len u8 bytes
 data u8[16]
DATA32 170
 type u8
 len u8 bytes
 data u8[32]
DATA64 171
 type u8
 len u8 bytes
 data u8[64]
DATA96 172
 type u8
 len u8 bytes
 data u8[96]
RANGEFINDER 173
 distance f32 m
 voltage f32 V
AIRSPEED_AUTOCAL 174
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 diff_pressure f32 Pa
 EAS2TAS f32
 ratio f32
 state_x f32
 state_y f32
 state_z f32
 Pax f32
 Pby f32
 Pcz f32
RALLY_POINT 175
 lat i32 degE7
 lng i32 degE7
 alt i16 m
 break_alt i16 m
 land_dir u16 cdeg
 target_system u8
 target_component u8
 idx u8
 count u8
 flags u8
RALLY_FETCH_POINT 176
 target_system u8
 target_component u8
 idx u8
COMPASSMOT_STATUS 177
 current f32 A
 CompensationX f32
 CompensationY f32
 CompensationZ f32
 throttle u16 d%
 interference u16 %
AHRS2 178
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 altitude f32 m
 lat i32 degE7
 lng i32 degE7
CAMERA_STATUS 179
 time_usec u64 us
 p1 f32
 p2 f32
 p3 f32
 p4 f32
 img_idx u16
 target_system u8
 cam_idx u8
 event_id u8
CAMERA_FEEDBACK 180
 time_usec u64 us
 lat i32 degE7
 lng i32 degE7
 alt_msl f32 m
 alt_rel f32 m
 roll f32 deg
 pitch f32 deg
 yaw f32 deg
 foc_len f32 mm
 img_idx u16
 target_system u8
 cam_idx u8
 flags u8
 + completed_captures u16
SCRIPT_ITEM 180
 seq u16
 target_system u8
 target_component u8
 name char[50]
BATTERY2 181
 voltage u16 mV
 current_battery i16 cA
SCRIPT_REQUEST 181
 seq u16
 target_system u8
 target_component u8
AHRS3 182
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 altitude f32 m
 lat i32 degE7
 lng i32 degE7
 v1 f32
 v2 f32
 v3 f32
 v4 f32
SCRIPT_REQUEST_LIST 182
 target_system u8
 target_component u8
AUTOPILOT_VERSION_REQUEST 183
 target_system u8
 target_component u8
SCRIPT_COUNT 183
 count u16
 target_system u8
 target_component u8
REMOTE_LOG_DATA_BLOCK 184
 seqno u32
 target_system u8
 target_component u8
 data u8[200]
SCRIPT_CURRENT 184
 seq u16
REMOTE_LOG_BLOCK_STATUS 185
 seqno u32
 target_system u8
 target_component u8
 status u8
LED_CONTROL 186
 target_system u8
 target_component u8
 instance u8
 pattern u8
 custom_len u8
 custom_bytes u8[24]
MAG_CAL_PROGRESS 191
 direction_x f32
 direction_y f32
 direction_z f32
 compass_id u8
 cal_mask u8
 cal_status u8
 attempt u8
 completion_pct u8 %
 completion_mask u8[10]
MAG_CAL_REPORT 192
 fitness f32 mgauss
 ofs_x f32
 ofs_y f32
 ofs_z f32
 diag_x f32
 diag_y f32
 diag_z f32
 offdiag_x f32
 offdiag_y f32
 offdiag_z f32
 compass_id u8
 cal_mask u8
 cal_status u8
 autosaved u8
 + orientation_confidence f32
 + old_orientation u8
 + new_orientation u8
 + scale_factor f32
EKF_STATUS_REPORT 193
 velocity_variance f32
 pos_horiz_variance f32
 pos_vert_variance f32
 compass_variance f32
 terrain_alt_variance f32
 flags u16
 + airspeed_variance f32
PID_TUNING 194
 desired f32
 achieved f32
 FF f32
 P f32
 I f32
 D f32
 axis u8
 + SRate f32
 + PDmod f32
DEEPSTALL 195
 landing_lat i32 degE7
 landing_lon i32 degE7
 path_lat i32 degE7
 path_lon i32 degE7
 arc_entry_lat i32 degE7
 arc_entry_lon i32 degE7
 altitude f32 m
 expected_travel_distance f32 m
 cross_track_error f32 m
 stage u8
GIMBAL_REPORT 200
 delta_time f32 s
 delta_angle_x f32 rad
 delta_angle_y f32 rad
 delta_angle_z f32 rad
 delta_velocity_x f32 m/s
 delta_velocity_y f32 m/s
 delta_velocity_z f32 m/s
 joint_roll f32 rad
 joint_el f32 rad
 joint_az f32 rad
 target_system u8
 target_component u8
GIMBAL_CONTROL 201
 demanded_rate_x f32 rad/s
 demanded_rate_y f32 rad/s
 demanded_rate_z f32 rad/s
 target_system u8
 target_component u8
GIMBAL_TORQUE_CMD_REPORT 214
 rl_torque_cmd i16
 el_torque_cmd i16
 az_torque_cmd i16
 target_system u8
 target_component u8
GOPRO_HEARTBEAT 215
 status u8
 capture_mode u8
 flags u8
GOPRO_GET_REQUEST 216
 target_system u8
 target_component u8
 cmd_id u8
GOPRO_GET_RESPONSE 217
 cmd_id u8
 status u8
 value u8[4]
GOPRO_SET_REQUEST 218
 target_system u8
 target_component u8
 cmd_id u8
 value u8[4]
GOPRO_SET_RESPONSE 219
 cmd_id u8
 status u8
NAV_FILTER_BIAS 220
 usec u64
 accel_0 f32
 accel_1 f32
 accel_2 f32
 gyro_0 f32
 gyro_1 f32
 gyro_2 f32
RADIO_CALIBRATION 221
 aileron u16[3]
 elevator u16[3]
 rudder u16[3]
 gyro u16[2]
 pitch u16[5]
 throttle u16[5]
UALBERTA_SYS_STATUS 222
 mode u8
 nav_mode u8
 pilot u8
COMMAND_INT_STAMPED 223
 vehicle_timestamp u64
 utc_time u32
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 x i32
 y i32
 z f32
 command u16
 target_system u8
 target_component u8
 frame u8
 current u8
 autocontinue u8
COMMAND_LONG_STAMPED 224
 vehicle_timestamp u64
 utc_time u32
 param1 f32
 param2 f32
 param3 f32
 param4 f32
 param5 f32
 param6 f32
 param7 f32
 command u16
 target_system u8
 target_component u8
 confirmation u8
EFI_STATUS 225
 ecu_index f32
 rpm f32
 fuel_consumed f32 cm^3
 fuel_flow f32 cm^3/min
 engine_load f32 %
 throttle_position f32 %
 spark_dwell_time f32 ms
 barometric_pressure f32 kPa
 intake_manifold_pressure f32 kPa
 intake_manifold_temperature f32 degC
 cylinder_head_temperature f32 degC
 ignition_timing f32 deg
 injection_time f32 ms
 exhaust_gas_temperature f32 degC
 throttle_out f32 %
 pt_compensation f32
 health u8
 + ignition_voltage f32 V
 + fuel_pressure f32 kPa
RPM 226
 rpm1 f32
 rpm2 f32
ESTIMATOR_STATUS 230
 time_usec u64 us
 vel_ratio f32
 pos_horiz_ratio f32
 pos_vert_ratio f32
 mag_ratio f32
 hagl_ratio f32
 tas_ratio f32
 pos_horiz_accuracy f32 m
 pos_vert_accuracy f32 m
 flags u16
WIND_COV 231
 time_usec u64 us
 wind_x f32 m/s
 wind_y f32 m/s
 wind_z f32 m/s
 var_horiz f32 m/s
 var_vert f32 m/s
 wind_alt f32 m
 horiz_accuracy f32 m/s
 vert_accuracy f32 m/s
GPS_INPUT 232
 time_usec u64 us
 time_week_ms u32 ms
 lat i32 degE7
 lon i32 degE7
 alt f32 m
 hdop f32
 vdop f32
 vn f32 m/s
 ve f32 m/s
 vd f32 m/s
 speed_accuracy f32 m/s
 horiz_accuracy f32 m
 vert_accuracy f32 m
 ignore_flags u16
 time_week u16
 gps_id u8
 fix_type u8
 satellites_visible u8
 + yaw u16 cdeg
GPS_RTCM_DATA 233
 flags u8
 len u8 bytes
 data u8[180]
HIGH_LATENCY 234
 custom_mode u32
 latitude i32 degE7
 longitude i32 degE7
 roll i16 cdeg
 pitch i16 cdeg
 heading u16 cdeg
 heading_sp i16 cdeg
 altitude_amsl i16 m
 altitude_sp i16 m
 wp_distance u16 m
 base_mode u8
 landed_state u8
 throttle i8 %
 airspeed u8 m/s
 airspeed_sp u8 m/s
 groundspeed u8 m/s
 climb_rate i8 m/s
 gps_nsat u8
 gps_fix_type u8
 battery_remaining u8 %
 temperature i8 degC
 temperature_air i8 degC
 failsafe u8
 wp_num u8
HIGH_LATENCY2 235
 timestamp u32 ms
 latitude i32 degE7
 longitude i32 degE7
 custom_mode u16
 altitude i16 m
 target_altitude i16 m
 target_distance u16 dam
 wp_num u16
 failure_flags u16
 type u8
 autopilot u8
 heading u8 deg/2
 target_heading u8 deg/2
 throttle u8 %
 airspeed u8 m/s*5
 airspeed_sp u8 m/s*5
 groundspeed u8 m/s*5
 windspeed u8 m/s*5
 wind_heading u8 deg/2
 eph u8 dm
 epv u8 dm
 temperature_air i8 degC
 climb_rate i8 dm/s
 battery i8 %
 custom0 i8
 custom1 i8
 custom2 i8
VIBRATION 241
 time_usec u64 us
 vibration_x f32
 vibration_y f32
 vibration_z f32
 clipping_0 u32
 clipping_1 u32
 clipping_2 u32
HOME_POSITION 242
 latitude i32 degE7
 longitude i32 degE7
 altitude i32 mm
 x f32 m
 y f32 m
 z f32 m
 q f32[4]
 approach_x f32 m
 approach_y f32 m
 approach_z f32 m
 + time_usec u64 us
SET_HOME_POSITION 243
 latitude i32 degE7
 longitude i32 degE7
 altitude i32 mm
 x f32 m
 y f32 m
 z f32 m
 q f32[4]
 approach_x f32 m
 approach_y f32 m
 approach_z f32 m
 target_system u8
 + time_usec u64 us
MESSAGE_INTERVAL 244
 interval_us i32 us
 message_id u16
EXTENDED_SYS_STATE 245
 vtol_state u8
 landed_state u8
ADSB_VEHICLE 246
 ICAO_address u32
 lat i32 degE7
 lon i32 degE7
 altitude i32 mm
 heading u16 cdeg
 hor_velocity u16 cm/s
 ver_velocity i16 cm/s
 flags u16
 squawk u16
 altitude_type u8
 callsign char[9]
 emitter_type u8
 tslc u8 s
COLLISION 247
 id u32
 time_to_minimum_delta f32 s
 altitude_minimum_delta f32 m
 horizontal_minimum_delta f32 m
 src u8
 action u8
 threat_level u8
V2_EXTENSION 248
 message_type u16
 target_network u8
 target_system u8
 target_component u8
 payload u8[249]
MEMORY_VECT 249
 address u16
 ver u8
 type u8
 value i8[32]
DEBUG_VECT 250
 time_usec u64 us
 x f32
 y f32
 z f32
 name char[10]
NAMED_VALUE_FLOAT 251
 time_boot_ms u32 ms
 value f32
 name char[10]
NAMED_VALUE_INT 252
 time_boot_ms u32 ms
 value i32
 name char[10]
STATUSTEXT 253
 severity u8
 text char[50]
 + id u16
 + chunk_seq u8
DEBUG 254
 time_boot_ms u32 ms
 value f32
 ind u8
SETUP_SIGNING 256
 initial_timestamp u64
 target_system u8
 target_component u8
 secret_key u8[32]
BUTTON_CHANGE 257
 time_boot_ms u32 ms
 last_change_ms u32 ms
 state u8
PLAY_TUNE 258
 target_system u8
 target_component u8
 tune char[30]
 + tune2 char[200]
CAMERA_INFORMATION 259
 time_boot_ms u32 ms
 firmware_version u32
 focal_length f32 mm
 sensor_size_h f32 mm
 sensor_size_v f32 mm
 flags u32
 resolution_h u16 pix
 resolution_v u16 pix
 cam_definition_version u16
 vendor_name u8[32]
 model_name u8[32]
 lens_id u8
 cam_definition_uri char[140]
 + gimbal_device_id u8
 + camera_device_id u8
CAMERA_SETTINGS 260
 time_boot_ms u32 ms
 mode_id u8
 + zoomLevel f32
 + focusLevel f32
 + camera_device_id u8
STORAGE_INFORMATION 261
 time_boot_ms u32 ms
 total_capacity f32 MiB
 used_capacity f32 MiB
 available_capacity f32 MiB
 read_speed f32 MiB/s
 write_speed f32 MiB/s
 storage_id u8
 storage_count u8
 status u8
 + type u8
 + name char[32]
 + storage_usage u8
CAMERA_CAPTURE_STATUS 262
 time_boot_ms u32 ms
 image_interval f32 s
 recording_time_ms u32 ms
 available_capacity f32 MiB
 image_status u8
 video_status u8
 + image_count i32
 + camera_device_id u8
CAMERA_IMAGE_CAPTURED 263
 time_utc u64 us
 time_boot_ms u32 ms
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 relative_alt i32 mm
 q f32[4]
 image_index i32
 camera_id u8
 capture_result i8
 file_url char[205]
FLIGHT_INFORMATION 264
 arming_time_utc u64 us
 takeoff_time_utc u64 us
 flight_uuid u64
 time_boot_ms u32 ms
 + landing_time u32 ms
MOUNT_ORIENTATION 265
 time_boot_ms u32 ms
 roll f32 deg
 pitch f32 deg
 yaw f32 deg
 + yaw_absolute f32 deg
LOGGING_DATA 266
 sequence u16
 target_system u8
 target_component u8
 length u8 bytes
 first_message_offset u8 bytes
 data u8[249]
LOGGING_DATA_ACKED 267
 sequence u16
 target_system u8
 target_component u8
 length u8 bytes
 first_message_offset u8 bytes
 data u8[249]
LOGGING_ACK 268
 sequence u16
 target_system u8
 target_component u8
VIDEO_STREAM_INFORMATION 269
 framerate f32 Hz
 bitrate u32 bits/s
 flags u16
 resolution_h u16 pix
 resolution_v u16 pix
 rotation u16 deg
 hfov u16 deg
 stream_id u8
 count u8
 type u8
 name char[32]
 uri char[160]
 + encoding u8
 + camera_device_id u8
VIDEO_STREAM_STATUS 270
 framerate f32 Hz
 bitrate u32 bits/s
 flags u16
 resolution_h u16 pix
 resolution_v u16 pix
 rotation u16 deg
 hfov u16 deg
 stream_id u8
 + camera_device_id u8
CAMERA_FOV_STATUS 271
 time_boot_ms u32 ms
 lat_camera i32 degE7
 lon_camera i32 degE7
 alt_camera i32 mm
 lat_image i32 degE7
 lon_image i32 degE7
 alt_image i32 mm
 q f32[4]
 hfov f32 deg
 vfov f32 deg
 + camera_device_id u8
CAMERA_TRACKING_IMAGE_STATUS 275
 point_x f32
 point_y f32
 radius f32
 rec_top_x f32
 rec_top_y f32
 rec_bottom_x f32
 rec_bottom_y f32
 tracking_status u8
 tracking_mode u8
 target_data u8
 + camera_device_id u8
CAMERA_TRACKING_GEO_STATUS 276
 lat i32 degE7
 lon i32 degE7
 alt f32 m
 h_acc f32 m
 v_acc f32 m
 vel_n f32 m/s
 vel_e f32 m/s
 vel_d f32 m/s
 vel_acc f32 m/s
 dist f32 m
 hdg f32 rad
 hdg_acc f32 rad
 tracking_status u8
 + camera_device_id u8
CAMERA_THERMAL_RANGE 277
 time_boot_ms u32 ms
 max f32 degC
 max_point_x f32
 max_point_y f32
 min f32 degC
 min_point_x f32
 min_point_y f32
 stream_id u8
 camera_device_id u8
GIMBAL_MANAGER_INFORMATION 280
 time_boot_ms u32 ms
 cap_flags u32
 roll_min f32 rad
 roll_max f32 rad
 pitch_min f32 rad
 pitch_max f32 rad
 yaw_min f32 rad
 yaw_max f32 rad
 gimbal_device_id u8
GIMBAL_MANAGER_STATUS 281
 time_boot_ms u32 ms
 flags u32
 gimbal_device_id u8
 primary_control_sysid u8
 primary_control_compid u8
 secondary_control_sysid u8
 secondary_control_compid u8
GIMBAL_MANAGER_SET_ATTITUDE 282
 flags u32
 q f32[4]
 angular_velocity_x f32 rad/s
 angular_velocity_y f32 rad/s
 angular_velocity_z f32 rad/s
 target_system u8
 target_component u8
 gimbal_device_id u8
GIMBAL_DEVICE_INFORMATION 283
 uid u64
 time_boot_ms u32 ms
 firmware_version u32
 hardware_version u32
 roll_min f32 rad
 roll_max f32 rad
 pitch_min f32 rad
 pitch_max f32 rad
 yaw_min f32 rad
 yaw_max f32 rad
 cap_flags u16
 custom_cap_flags u16
 vendor_name char[32]
 model_name char[32]
 custom_name char[32]
 + gimbal_device_id u8
 + cap_flags2 u32
GIMBAL_DEVICE_SET_ATTITUDE 284
 q f32[4]
 angular_velocity_x f32 rad/s
 angular_velocity_y f32 rad/s
 angular_velocity_z f32 rad/s
 flags u16
 target_system u8
 target_component u8
GIMBAL_DEVICE_ATTITUDE_STATUS 285
 time_boot_ms u32 ms
 q f32[4]
 angular_velocity_x f32 rad/s
 angular_velocity_y f32 rad/s
 angular_velocity_z f32 rad/s
 failure_flags u32
 flags u16
 target_system u8
 target_component u8
 + delta_yaw f32 rad
 + delta_yaw_velocity f32 rad/s
 + gimbal_device_id u8
AUTOPILOT_STATE_FOR_GIMBAL_DEVICE 286
 time_boot_us u64 us
 q f32[4]
 q_estimated_delay_us u32 us
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 v_estimated_delay_us u32 us
 feed_forward_angular_velocity_z f32 rad/s
 estimator_status u16
 target_system u8
 target_component u8
 landed_state u8
 + angular_velocity_z f32 rad/s
GIMBAL_MANAGER_SET_PITCHYAW 287
 flags u32
 pitch f32 rad
 yaw f32 rad
 pitch_rate f32 rad/s
 yaw_rate f32 rad/s
 target_system u8
 target_component u8
 gimbal_device_id u8
GIMBAL_MANAGER_SET_MANUAL_CONTROL 288
 flags u32
 pitch f32
 yaw f32
 pitch_rate f32
 yaw_rate f32
 target_system u8
 target_component u8
 gimbal_device_id u8
ESC_INFO 290
 time_usec u64 us
 error_count u32[4]
 counter u16
 failure_flags u16[4]
 temperature i16[4] cdegC
 index u8
 count u8
 connection_type u8
 info u8
ESC_STATUS 291
 time_usec u64 us
 rpm i32[4] rpm
 voltage f32[4] V
 current f32[4] A
 index u8
ESC_EEPROM 292
 write_mask u32[6]
 target_system u8
 target_component u8
 firmware u8
 msg_index u8
 msg_count u8
 esc_index u8
 length u8
 data u8[192]
AIRSPEED 295
 airspeed f32 m/s
 raw_press f32 hPa
 temperature i16 cdegC
 id u8
 flags u8
GLOBAL_POSITION_SENSOR 296
 time_usec u64 us
 processing_time u32 us
 lat i32 degE7
 lon i32 degE7
 alt_ellipsoid f32 m
 alt f32 m
 eph f32 m
 epv f32 m
 target_system u8
 target_component u8
 id u8
 source u8
 flags u8
WIFI_CONFIG_AP 299
 ssid char[32]
 password char[64]
 + mode i8
 + response i8
PROTOCOL_VERSION 300
 version u16
 min_version u16
 max_version u16
 spec_version_hash u8[8]
 library_version_hash u8[8]
AIS_VESSEL 301
 MMSI u32
 lat i32 degE7
 lon i32 degE7
 COG u16 cdeg
 heading u16 cdeg
 velocity u16 cm/s
 dimension_bow u16 m
 dimension_stern u16 m
 tslc u16 s
 flags u16
 turn_rate i8 ddeg/s
 navigational_status u8
 type u8
 dimension_port u8 m
 dimension_starboard u8 m
 callsign char[7]
 name char[20]
UAVCAN_NODE_STATUS 310
 time_usec u64 us
 uptime_sec u32 s
 vendor_specific_status_code u16
 health u8
 mode u8
 sub_mode u8
UAVCAN_NODE_INFO 311
 time_usec u64 us
 uptime_sec u32 s
 sw_vcs_commit u32
 name char[80]
 hw_version_major u8
 hw_version_minor u8
 hw_unique_id u8[16]
 sw_version_major u8
 sw_version_minor u8
PARAM_EXT_REQUEST_READ 320
 param_index i16
 target_system u8
 target_component u8
 param_id char[16]
PARAM_EXT_REQUEST_LIST 321
 target_system u8
 target_component u8
PARAM_EXT_VALUE 322
 param_count u16
 param_index u16
 param_id char[16]
 param_value char[128]
 param_type u8
PARAM_EXT_SET 323
 target_system u8
 target_component u8
 param_id char[16]
 param_value char[128]
 param_type u8
PARAM_EXT_ACK 324
 param_id char[16]
 param_value char[128]
 param_type u8
 param_result u8
OBSTACLE_DISTANCE 330
 time_usec u64 us
 distances u16[72] cm
 min_distance u16 cm
 max_distance u16 cm
 sensor_type u8
 increment u8 deg
 + increment_f f32 deg
 + angle_offset f32 deg
 + frame u8
ODOMETRY 331
 time_usec u64 us
 x f32 m
 y f32 m
 z f32 m
 q f32[4]
 vx f32 m/s
 vy f32 m/s
 vz f32 m/s
 rollspeed f32 rad/s
 pitchspeed f32 rad/s
 yawspeed f32 rad/s
 pose_covariance f32[21]
 velocity_covariance f32[21]
 frame_id u8
 child_frame_id u8
 + reset_counter u8
 + estimator_type u8
 + quality i8 %
TRAJECTORY_REPRESENTATION_WAYPOINTS 332
 time_usec u64 us
 pos_x f32[5] m
 pos_y f32[5] m
 pos_z f32[5] m
 vel_x f32[5] m/s
 vel_y f32[5] m/s
 vel_z f32[5] m/s
 acc_x f32[5] m/s/s
 acc_y f32[5] m/s/s
 acc_z f32[5] m/s/s
 pos_yaw f32[5] rad
 vel_yaw f32[5] rad/s
 command u16[5]
 valid_points u8
TRAJECTORY_REPRESENTATION_BEZIER 333
 time_usec u64 us
 pos_x f32[5] m
 pos_y f32[5] m
 pos_z f32[5] m
 delta f32[5] s
 pos_yaw f32[5] rad
 valid_points u8
CELLULAR_STATUS 334
 mcc u16
 mnc u16
 lac u16
 status u8
 failure_reason u8
 type u8
 quality u8
 + id u8
 + link_tx_rate u32 KiB/s
 + link_rx_rate u32 KiB/s
 + cell_tower_id char[9]
 + band_number u8
 + band_frequency f32 MHz
 + channel_number u32
 + rx_level f32 dBm
 + tx_level f32 dBm
 + rx_quality f32 dBm
 + sinr f32 dB
ISBD_LINK_STATUS 335
 timestamp u64 us
 last_heartbeat u64 us
 failed_sessions u16
 successful_sessions u16
 signal_quality u8
 ring_pending u8
 tx_session_pending u8
 rx_session_pending u8
CELLULAR_CONFIG 336
 enable_lte u8
 enable_pin u8
 pin char[16]
 new_pin char[16]
 apn char[32]
 puk char[16]
 roaming u8
 response u8
RAW_RPM 339
 frequency f32 rpm
 index u8
UTM_GLOBAL_POSITION 340
 time u64 us
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 relative_alt i32 mm
 next_lat i32 degE7
 next_lon i32 degE7
 next_alt i32 mm
 vx i16 cm/s
 vy i16 cm/s
 vz i16 cm/s
 h_acc u16 mm
 v_acc u16 mm
 vel_acc u16 cm/s
 update_rate u16 cs
 uas_id u8[18]
 flight_state u8
 flags u8
PARAM_ERROR 345
 param_index i16
 target_system u8
 target_component u8
 param_id char[16]
 error u8
DEBUG_FLOAT_ARRAY 350
 time_usec u64 us
 array_id u16
 name char[10]
 + data f32[58]
SET_VELOCITY_LIMITS 354
 horizontal_speed_limit f32 m/s
 vertical_speed_limit f32 m/s
 yaw_rate_limit f32 rad/s
 target_system u8
 target_component u8
VELOCITY_LIMITS 355
 horizontal_speed_limit f32 m/s
 vertical_speed_limit f32 m/s
 yaw_rate_limit f32 rad/s
ORBIT_EXECUTION_STATUS 360
 time_usec u64 us
 radius f32 m
 x i32
 y i32
 z f32 m
 frame u8
FIGURE_EIGHT_EXECUTION_STATUS 361
 time_usec u64 us
 major_radius f32 m
 minor_radius f32 m
 orientation f32 rad
 x i32
 y i32
 z f32 m
 frame u8
BATTERY_STATUS_V2 369
 voltage f32 V
 current f32 A
 capacity_consumed f32 Ah
 capacity_remaining f32 Ah
 state_of_charge f32 %
 status_flags u32
 temperature i16 cdegC
 id u8
SMART_BATTERY_INFO 370
 capacity_full_specification i32 mAh
 capacity_full i32 mAh
 cycle_count u16
 weight u16 g
 discharge_minimum_voltage u16 mV
 charging_minimum_voltage u16 mV
 resting_minimum_voltage u16 mV
 id u8
 battery_function u8
 type u8
 serial_number char[16]
 device_name char[50]
 + charging_maximum_voltage u16 mV
 + cells_in_series u8
 + discharge_maximum_current u32 mA
 + discharge_maximum_burst_current u32 mA
 + manufacture_date char[11]
FUEL_STATUS 371
 maximum_fuel f32
 consumed_fuel f32
 remaining_fuel f32
 flow_rate f32
 temperature f32 K
 fuel_type u32
 id u8
 percent_remaining u8 %
BATTERY_INFO 372
 discharge_minimum_voltage f32 V
 charging_minimum_voltage f32 V
 resting_minimum_voltage f32 V
 charging_maximum_voltage f32 V
 charging_maximum_current f32 A
 nominal_voltage f32 V
 discharge_maximum_current f32 A
 discharge_maximum_burst_current f32 A
 design_capacity f32 Ah
 full_charge_capacity f32 Ah
 cycle_count u16
 weight u16 g
 id u8
 battery_function u8
 type u8
 state_of_health u8 %
 cells_in_series u8
 manufacture_date char[9]
 serial_number char[32]
 name char[50]
GENERATOR_STATUS 373
 status u64
 battery_current f32 A
 load_current f32 A
 power_generated f32 W
 bus_voltage f32 V
 bat_current_setpoint f32 A
 runtime u32 s
 time_until_maintenance i32 s
 generator_speed u16 rpm
 rectifier_temperature i16 degC
 generator_temperature i16 degC
ACTUATOR_OUTPUT_STATUS 375
 time_usec u64 us
 active u32
 actuator f32[32]
RELAY_STATUS 376
 time_boot_ms u32 ms
 on u16
 present u16
TIME_ESTIMATE_TO_TARGET 380
 safe_return i32 s
 land i32 s
 mission_next_item i32 s
 mission_end i32 s
 commanded_action i32 s
TUNNEL 385
 payload_type u16
 target_system u8
 target_component u8
 payload_length u8
 payload u8[128]
CAN_FRAME 386
 id u32
 target_system u8
 target_component u8
 bus u8
 len u8
 data u8[8]
CANFD_FRAME 387
 id u32
 target_system u8
 target_component u8
 bus u8
 len u8
 data u8[64]
CAN_FILTER_MODIFY 388
 ids u16[16]
 target_system u8
 target_component u8
 bus u8
 operation u8
 num_ids u8
ONBOARD_COMPUTER_STATUS 390
 time_usec u64 us
 uptime u32 ms
 ram_usage u32 MiB
 ram_total u32 MiB
 storage_type u32[4]
 storage_usage u32[4] MiB
 storage_total u32[4] MiB
 link_type u32[6]
 link_tx_rate u32[6] KiB/s
 link_rx_rate u32[6] KiB/s
 link_tx_max u32[6] KiB/s
 link_rx_max u32[6] KiB/s
 fan_speed i16[4] rpm
 type u8
 cpu_cores u8[8]
 cpu_combined u8[10]
 gpu_cores u8[4]
 gpu_combined u8[10]
 temperature_board i8 degC
 temperature_core i8[8] degC
 + status_flags u16
COMPONENT_INFORMATION 395
 time_boot_ms u32 ms
 general_metadata_file_crc u32
 peripherals_metadata_file_crc u32
 general_metadata_uri char[100]
 peripherals_metadata_uri char[100]
COMPONENT_INFORMATION_BASIC 396
 capabilities u64
 time_boot_ms u32 ms
 time_manufacture_s u32 s
 vendor_name char[32]
 model_name char[32]
 software_version char[24]
 hardware_version char[24]
 serial_number char[32]
COMPONENT_METADATA 397
 time_boot_ms u32 ms
 file_crc u32
 uri char[100]
PLAY_TUNE_V2 400
 format u32
 target_system u8
 target_component u8
 tune char[248]
SUPPORTED_TUNES 401
 format u32
 target_system u8
 target_component u8
EVENT 410
 id u32
 event_time_boot_ms u32 ms
 sequence u16
 destination_component u8
 destination_system u8
 log_levels u8
 arguments u8[40]
CURRENT_EVENT_SEQUENCE 411
 sequence u16
 flags u8
REQUEST_EVENT 412
 first_sequence u16
 last_sequence u16
 target_system u8
 target_component u8
RESPONSE_EVENT_ERROR 413
 sequence u16
 sequence_oldest_available u16
 target_system u8
 target_component u8
 reason u8
GROUP_START 414
 time_usec u64 us
 group_id u32
 mission_checksum u32
GROUP_END 415
 time_usec u64 us
 group_id u32
 mission_checksum u32
RADIO_RC_CHANNELS 420
 time_last_update_ms u32 ms
 flags u16
 target_system u8
 target_component u8
 count u8
 + channels i16[32]
RC_CHANNELS_OVERRIDE_V2 421
 active_mask u32
 target_system u8
 target_component u8
 + channels i16[32]
AVAILABLE_MODES 435
 custom_mode u32
 properties u32
 number_modes u8
 mode_index u8
 standard_mode u8
 mode_name char[35]
CURRENT_MODE 436
 custom_mode u32
 intended_custom_mode u32
 standard_mode u8
AVAILABLE_MODES_MONITOR 437
 seq u8
ILLUMINATOR_STATUS 440
 uptime_ms u32 ms
 error_status u32
 brightness f32 %
 strobe_period f32 s
 strobe_duty_cycle f32 %
 temp_c f32
 min_strobe_period f32 s
 max_strobe_period f32 s
 enable u8
 mode_bitmask u8
 mode u8
GNSS_INTEGRITY 441
 system_errors u32
 raim_hfom u16 cm
 raim_vfom u16 cm
 id u8
 authentication_state u8
 jamming_state u8
 spoofing_state u8
 raim_state u8
 corrections_quality u8
 system_status_summary u8
 gnss_signal_quality u8
 post_processing_quality u8
TARGET_ABSOLUTE 510
 timestamp u64 us
 lat i32 degE7
 lon i32 degE7
 alt f32 m
 vel f32[3] m/s
 acc f32[3] m/s/s
 q_target f32[4]
 rates f32[3] rad/s
 position_std f32[2] m
 vel_std f32[3] m/s
 acc_std f32[3] m/s/s
 id u8
 sensor_capabilities u8
TARGET_RELATIVE 511
 timestamp u64 us
 x f32 m
 y f32 m
 z f32 m
 pos_std f32[3] m
 yaw_std f32 rad
 q_target f32[4]
 q_sensor f32[4]
 id u8
 frame u8
 type u8
CONTROL_STATUS 512
 flags u8
 gcs_main u8
 gcs_secondary u8[10]
RANGING_BEACON 513
 time_usec u64 us
 range u32 mm
 lat i32 degE7
 lon i32 degE7
 alt f32 m
 hacc_est u32 mm
 vacc_est u32 mm
 range_accuracy u32 mm
 beacon_id u16
 carrier_freq u16 MHz
 target_system u8
 target_component u8
 alt_type u8
 sequence u8
 status u8
ESTIMATOR_SENSOR_FUSION_STATUS 514
 test_ratio f32[9]
 intended u8[9]
 active u8[9]
SENS_POWER 8002
 adc121_vspb_volt f32 V
 adc121_cspb_amp f32 A
 adc121_cs1_amp f32 A
 adc121_cs2_amp f32 A
SENS_MPPT 8003
 mppt_timestamp u64 us
 mppt1_volt f32 V
 mppt1_amp f32 A
 mppt2_volt f32 V
 mppt2_amp f32 A
 mppt3_volt f32 V
 mppt3_amp f32 A
 mppt1_pwm u16 us
 mppt2_pwm u16 us
 mppt3_pwm u16 us
 mppt1_status u8
 mppt2_status u8
 mppt3_status u8
ASLCTRL_DATA 8004
 timestamp u64 us
 h f32
 hRef f32
 hRef_t f32
 PitchAngle f32 deg
 PitchAngleRef f32 deg
 q f32
 qRef f32
 uElev f32
 uThrot f32
 uThrot2 f32
 nZ f32
 AirspeedRef f32 m/s
 YawAngle f32 deg
 YawAngleRef f32 deg
 RollAngle f32 deg
 RollAngleRef f32 deg
 p f32
 pRef f32
 r f32
 rRef f32
 uAil f32
 uRud f32
 aslctrl_mode u8
 SpoilersEngaged u8
ASLCTRL_DEBUG 8005
 i32_1 u32
 f_1 f32
 f_2 f32
 f_3 f32
 f_4 f32
 f_5 f32
 f_6 f32
 f_7 f32
 f_8 f32
 i8_1 u8
 i8_2 u8
ASLUAV_STATUS 8006
 Motor_rpm f32
 LED_status u8
 SATCOM_status u8
 Servo_status u8[8]
EKF_EXT 8007
 timestamp u64 us
 Windspeed f32 m/s
 WindDir f32 rad
 WindZ f32 m/s
 Airspeed f32 m/s
 beta f32 rad
 alpha f32 rad
ASL_OBCTRL 8008
 timestamp u64 us
 uElev f32
 uThrot f32
 uThrot2 f32
 uAilL f32
 uAilR f32
 uRud f32
 obctrl_status u8
SENS_ATMOS 8009
 timestamp u64 us
 TempAmbient f32 degC
 Humidity f32 %
SENS_BATMON 8010
 batmon_timestamp u64 us
 temperature f32 degC
 safetystatus u32
 operationstatus u32
 voltage u16 mV
 current i16 mA
 batterystatus u16
 serialnumber u16
 cellvoltage1 u16 mV
 cellvoltage2 u16 mV
 cellvoltage3 u16 mV
 cellvoltage4 u16 mV
 cellvoltage5 u16 mV
 cellvoltage6 u16 mV
 SoC u8
FW_SOARING_DATA 8011
 timestamp u64 ms
 timestampModeChanged u64 ms
 xW f32 m/s
 xR f32 m
 xLat f32 deg
 xLon f32 deg
 VarW f32
 VarR f32
 VarLat f32
 VarLon f32
 LoiterRadius f32 m
 LoiterDirection f32
 DistToSoarPoint f32 m
 vSinkExp f32 m/s
 z1_LocalUpdraftSpeed f32 m/s
 z2_DeltaRoll f32 deg
 z1_exp f32
 z2_exp f32
 ThermalGSNorth f32 m/s
 ThermalGSEast f32 m/s
 TSE_dot f32 m/s
 DebugVar1 f32
 DebugVar2 f32
 ControlMode u8
 valid u8
SENSORPOD_STATUS 8012
 timestamp u64 ms
 free_space u16
 visensor_rate_1 u8
 visensor_rate_2 u8
 visensor_rate_3 u8
 visensor_rate_4 u8
 recording_nodes_count u8
 cpu_temp u8 degC
SENS_POWER_BOARD 8013
 timestamp u64 us
 pwr_brd_system_volt f32 V
 pwr_brd_servo_volt f32 V
 pwr_brd_digital_volt f32 V
 pwr_brd_mot_l_amp f32 A
 pwr_brd_mot_r_amp f32 A
 pwr_brd_analog_amp f32 A
 pwr_brd_digital_amp f32 A
 pwr_brd_ext_amp f32 A
 pwr_brd_aux_amp f32 A
 pwr_brd_status u8
 pwr_brd_led_status u8
GSM_LINK_STATUS 8014
 timestamp u64 us
 gsm_modem_type u8
 gsm_link_type u8
 rssi u8
 rsrp_rscp u8
 sinr_ecio u8
 rsrq u8
SATCOM_LINK_STATUS 8015
 timestamp u64 us
 last_heartbeat u64 us
 failed_sessions u16
 successful_sessions u16
 signal_quality u8
 ring_pending u8
 tx_session_pending u8
 rx_session_pending u8
SENSOR_AIRFLOW_ANGLES 8016
 timestamp u64 us
 angleofattack f32 deg
 sideslip f32 deg
 angleofattack_valid u8
 sideslip_valid u8
WHEEL_DISTANCE 9000
 time_usec u64 us
 distance f64[16] m
 count u8
WINCH_STATUS 9005
 time_usec u64 us
 line_length f32 m
 speed f32 m/s
 tension f32 kg
 voltage f32 V
 current f32 A
 status u32
 temperature i16 degC
UAVIONIX_ADSB_OUT_CFG 10001
 ICAO u32
 stallSpeed u16 cm/s
 callsign char[9]
 emitterType u8
 aircraftSize u8
 gpsOffsetLat u8
 gpsOffsetLon u8
 rfSelect u8
UAVIONIX_ADSB_OUT_DYNAMIC 10002
 utcTime u32 s
 gpsLat i32 degE7
 gpsLon i32 degE7
 gpsAlt i32 mm
 baroAltMSL i32 mbar
 accuracyHor u32 mm
 accuracyVert u16 cm
 accuracyVel u16 mm/s
 velVert i16 cm/s
 velNS i16 cm/s
 VelEW i16 cm/s
 state u16
 squawk u16
 gpsFix u8
 numSats u8
 emergencyStatus u8
UAVIONIX_ADSB_TRANSCEIVER_HEALTH_REPORT 10003
 rfHealth u8
UAVIONIX_ADSB_OUT_CFG_REGISTRATION 10004
 registration char[9]
UAVIONIX_ADSB_OUT_CFG_FLIGHTID 10005
 flight_id char[9]
UAVIONIX_ADSB_GET 10006
 ReqMessageId u32
UAVIONIX_ADSB_OUT_CONTROL 10007
 baroAltMSL i32 mbar
 squawk u16
 state u8
 emergencyStatus u8
 flight_id char[8]
 x_bit u8
UAVIONIX_ADSB_OUT_STATUS 10008
 squawk u16
 state u8
 NIC_NACp u8
 boardTemp u8
 fault u8
 flight_id char[8]
LOWEHEISER_GOV_EFI 10151
 volt_batt f32 V
 curr_batt f32 A
 curr_gen f32 A
 curr_rot f32 A
 fuel_level f32 l
 throttle f32 %
 runtime u32 s
 until_maintenance i32 s
 rectifier_temp f32 degC
 generator_temp f32 degC
 efi_batt f32 V
 efi_rpm f32 rpm
 efi_pw f32 ms
 efi_fuel_flow f32
 efi_fuel_consumed f32 l
 efi_baro f32 kPa
 efi_mat f32 degC
 efi_clt f32 degC
 efi_tps f32 %
 efi_exhaust_gas_temperature f32 degC
 generator_status u16
 efi_status u16
 efi_index u8
DEVICE_OP_READ 11000
 request_id u32
 target_system u8
 target_component u8
 bustype u8
 bus u8
 address u8
 busname char[40]
 regstart u8
 count u8
 + bank u8
DEVICE_OP_READ_REPLY 11001
 request_id u32
 result u8
 regstart u8
 count u8
 data u8[128]
 + bank u8
DEVICE_OP_WRITE 11002
 request_id u32
 target_system u8
 target_component u8
 bustype u8
 bus u8
 address u8
 busname char[40]
 regstart u8
 count u8
 data u8[128]
 + bank u8
DEVICE_OP_WRITE_REPLY 11003
 request_id u32
 result u8
SECURE_COMMAND 11004
 sequence u32
 operation u32
 target_system u8
 target_component u8
 data_length u8
 sig_length u8
 data u8[220]
SECURE_COMMAND_REPLY 11005
 sequence u32
 operation u32
 result u8
 data_length u8
 data u8[220]
ADAP_TUNING 11010
 desired f32 deg/s
 achieved f32 deg/s
 error f32
 theta f32
 omega f32
 sigma f32
 theta_dot f32
 omega_dot f32
 sigma_dot f32
 f f32
 f_dot f32
 u f32
 axis u8
VISION_POSITION_DELTA 11011
 time_usec u64 us
 time_delta_usec u64 us
 angle_delta f32[3] rad
 position_delta f32[3] m
 confidence f32 %
AOA_SSA 11020
 time_usec u64 us
 AOA f32 deg
 SSA f32 deg
ESC_TELEMETRY_1_TO_4 11030
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_5_TO_8 11031
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_9_TO_12 11032
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
OSD_PARAM_CONFIG 11033
 request_id u32
 min_value f32
 max_value f32
 increment f32
 target_system u8
 target_component u8
 osd_screen u8
 osd_index u8
 param_id char[16]
 config_type u8
OSD_PARAM_CONFIG_REPLY 11034
 request_id u32
 result u8
OSD_PARAM_SHOW_CONFIG 11035
 request_id u32
 target_system u8
 target_component u8
 osd_screen u8
 osd_index u8
OSD_PARAM_SHOW_CONFIG_REPLY 11036
 request_id u32
 min_value f32
 max_value f32
 increment f32
 result u8
 param_id char[16]
 config_type u8
OBSTACLE_DISTANCE_3D 11037
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 min_distance f32 m
 max_distance f32 m
 obstacle_id u16
 sensor_type u8
 frame u8
WATER_DEPTH 11038
 time_boot_ms u32 ms
 lat i32 degE7
 lng i32 degE7
 alt f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 distance f32 m
 temperature f32 degC
 id u8
 healthy u8
MCU_STATUS 11039
 MCU_temperature i16 cdegC
 MCU_voltage u16 mV
 MCU_voltage_min u16 mV
 MCU_voltage_max u16 mV
 id u8
ESC_TELEMETRY_13_TO_16 11040
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_17_TO_20 11041
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_21_TO_24 11042
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_25_TO_28 11043
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
ESC_TELEMETRY_29_TO_32 11044
 voltage u16[4] cV
 current u16[4] cA
 totalcurrent u16[4] mAh
 rpm u16[4] rpm
 count u16[4]
 temperature u8[4] degC
NAMED_VALUE_STRING 11060
 time_boot_ms u32 ms
 name char[10]
 value char[64]
OPEN_DRONE_ID_BASIC_ID 12900
 target_system u8
 target_component u8
 id_or_mac u8[20]
 id_type u8
 ua_type u8
 uas_id u8[20]
OPEN_DRONE_ID_LOCATION 12901
 latitude i32 degE7
 longitude i32 degE7
 altitude_barometric f32 m
 altitude_geodetic f32 m
 height f32 m
 timestamp f32 s
 direction u16 cdeg
 speed_horizontal u16 cm/s
 speed_vertical i16 cm/s
 target_system u8
 target_component u8
 id_or_mac u8[20]
 status u8
 height_reference u8
 horizontal_accuracy u8
 vertical_accuracy u8
 barometer_accuracy u8
 speed_accuracy u8
 timestamp_accuracy u8
OPEN_DRONE_ID_AUTHENTICATION 12902
 timestamp u32 s
 target_system u8
 target_component u8
 id_or_mac u8[20]
 authentication_type u8
 data_page u8
 last_page_index u8
 length u8 bytes
 authentication_data u8[23]
OPEN_DRONE_ID_SELF_ID 12903
 target_system u8
 target_component u8
 id_or_mac u8[20]
 description_type u8
 description char[23]
OPEN_DRONE_ID_SYSTEM 12904
 operator_latitude i32 degE7
 operator_longitude i32 degE7
 area_ceiling f32 m
 area_floor f32 m
 operator_altitude_geo f32 m
 timestamp u32 s
 area_count u16
 area_radius u16 m
 target_system u8
 target_component u8
 id_or_mac u8[20]
 operator_location_type u8
 classification_type u8
 category_eu u8
 class_eu u8
OPEN_DRONE_ID_OPERATOR_ID 12905
 target_system u8
 target_component u8
 id_or_mac u8[20]
 operator_id_type u8
 operator_id char[20]
OPEN_DRONE_ID_MESSAGE_PACK 12915
 target_system u8
 target_component u8
 id_or_mac u8[20]
 single_message_size u8 bytes
 msg_pack_size u8
 messages u8[225]
OPEN_DRONE_ID_ARM_STATUS 12918
 status u8
 error char[50]
OPEN_DRONE_ID_SYSTEM_UPDATE 12919
 operator_latitude i32 degE7
 operator_longitude i32 degE7
 operator_altitude_geo f32 m
 timestamp u32 s
 target_system u8
 target_component u8
HYGROMETER_SENSOR 12920
 temperature i16 cdegC
 humidity u16 c%
 id u8
TEST_TYPES 17000
 u64 u64
 s64 i64
 d f64
 u64_array u64[3]
 s64_array i64[3]
 d_array f64[3]
 u32 u32
 s32 i32
 f f32
 u32_array u32[3]
 s32_array i32[3]
 f_array f32[3]
 u16 u16
 s16 i16
 u16_array u16[3]
 s16_array i16[3]
 c char
 s char[10]
 u8 u8
 s8 i8
 u8_array u8[3]
 s8_array i8[3]
ARRAY_TEST_0 17150
 ar_u32 u32[4]
 ar_u16 u16[4]
 v1 u8
 ar_i8 i8[4]
 ar_u8 u8[4]
ARRAY_TEST_1 17151
 ar_u32 u32[4]
ARRAY_TEST_3 17153
 ar_u32 u32[4]
 v u8
ARRAY_TEST_4 17154
 ar_u32 u32[4]
 v u8
ARRAY_TEST_5 17155
 c1 char[5]
 c2 char[5]
ARRAY_TEST_6 17156
 ar_d f64[2]
 v3 u32
 ar_u32 u32[2]
 ar_i32 i32[2]
 ar_f f32[2]
 v2 u16
 ar_u16 u16[2]
 ar_i16 i16[2]
 v1 u8
 ar_u8 u8[2]
 ar_i8 i8[2]
 ar_c char[32]
ARRAY_TEST_7 17157
 ar_d f64[2]
 ar_f f32[2]
 ar_u32 u32[2]
 ar_i32 i32[2]
 ar_u16 u16[2]
 ar_i16 i16[2]
 ar_u8 u8[2]
 ar_i8 i8[2]
 ar_c char[32]
ARRAY_TEST_8 17158
 ar_d f64[2]
 v3 u32
 ar_u16 u16[2]
ICAROUS_HEARTBEAT 42000
 status u8
ICAROUS_KINEMATIC_BANDS 42001
 min1 f32 deg
 max1 f32 deg
 min2 f32 deg
 max2 f32 deg
 min3 f32 deg
 max3 f32 deg
 min4 f32 deg
 max4 f32 deg
 min5 f32 deg
 max5 f32 deg
 numBands i8
 type1 u8
 type2 u8
 type3 u8
 type4 u8
 type5 u8
CUBEPILOT_RAW_RC 50001
 rc_raw u8[32]
HERELINK_VIDEO_STREAM_INFORMATION 50002
 framerate f32 Hz
 bitrate u32 bits/s
 resolution_h u16 pix
 resolution_v u16 pix
 rotation u16 deg
 camera_id u8
 status u8
 uri char[230]
HERELINK_TELEM 50003
 rf_freq u32
 link_bw u32
 link_rate u32
 snr i16
 cpu_temp i16
 board_temp i16
 rssi u8
CUBEPILOT_FIRMWARE_UPDATE_START 50004
 size u32 bytes
 crc u32
 target_system u8
 target_component u8
CUBEPILOT_FIRMWARE_UPDATE_RESP 50005
 offset u32 bytes
 target_system u8
 target_component u8
AIRLINK_AUTH 52000
 login char[50]
 password char[50]
AIRLINK_AUTH_RESPONSE 52001
 resp_type u8
CONTROL_LOADING_AXIS 52501
 time_boot_ms u32 ms
 position f32 deg
 velocity f32 deg/s
 force f32
 axis u8
MOTION_PLATFORM_STATE 52502
 time_boot_ms u32 ms
 x f32 m
 y f32 m
 z f32 m
 roll f32 rad
 pitch f32 rad
 yaw f32 rad
 vel_x f32 m/s
 vel_y f32 m/s
 vel_z f32 m/s
 vel_roll f32 rad/s
 vel_pitch f32 rad/s
 vel_yaw f32 rad/s
 acc_x f32 m/s/s
 acc_y f32 m/s/s
 acc_z f32 m/s/s
 acc_roll f32
 acc_pitch f32
 acc_yaw f32
 health u8
 mode u8
REXROTH_MOTION_PLATFORM 52503
 time_boot_ms u32 ms
 frame_count u32
 motion_status u32
 actuator1 f32 m
 actuator2 f32 m
 actuator3 f32 m
 actuator4 f32 m
 actuator5 f32 m
 actuator6 f32 m
 platform_setpoint_x f32 m
 platform_setpoint_y f32 m
 platform_setpoint_z f32 m
 platform_setpoint_roll f32 rad
 platform_setpoint_pitch f32 rad
 platform_setpoint_yaw f32 rad
 effect_setpoint_x f32 m
 effect_setpoint_y f32 m
 effect_setpoint_z f32 m
 effect_setpoint_roll f32 rad
 effect_setpoint_pitch f32 rad
 effect_setpoint_yaw f32 rad
 error_code u8
MOTION_CUE_EXTRA 52504
 time_boot_ms u32 ms
 vel_roll f32 rad/s
 vel_pitch f32 rad/s
 vel_yaw f32 rad/s
 acc_x f32 m/s/s
 acc_y f32 m/s/s
 acc_z f32 m/s/s
EYE_TRACKING_DATA 52505
 time_usec u64 us
 gaze_origin_x f32 m
 gaze_origin_y f32 m
 gaze_origin_z f32 m
 gaze_direction_x f32
 gaze_direction_y f32
 gaze_direction_z f32
 video_gaze_x f32
 video_gaze_y f32
 surface_gaze_x f32
 surface_gaze_y f32
 sensor_id u8
 surface_id u8
LED_STRIP_CONFIG 52600
 colors u32[8]
 target_system u8
 target_component u8
 mode u8
 index u8
 length u8
 id u8
LED_STRIP_STATE 52601
 colors u32[8]
 length u8
 index u8
 id u8
 following_flight_mode u8
AUTOPILOT_STATE_FOR_GIMBAL_DEVICE_EXT 60000
 time_boot_us u64 us
 wind_x f32 m/s
 wind_y f32 m/s
 wind_correction_angle f32 rad
 target_system u8
 target_component u8
STORM32_GIMBAL_MANAGER_INFORMATION 60010
 device_cap_flags u32
 manager_cap_flags u32
 roll_min f32 rad
 roll_max f32 rad
 pitch_min f32 rad
 pitch_max f32 rad
 yaw_min f32 rad
 yaw_max f32 rad
 gimbal_id u8
STORM32_GIMBAL_MANAGER_STATUS 60011
 device_flags u16
 manager_flags u16
 gimbal_id u8
 supervisor u8
 profile u8
STORM32_GIMBAL_MANAGER_CONTROL 60012
 q f32[4]
 angular_velocity_x f32 rad/s
 angular_velocity_y f32 rad/s
 angular_velocity_z f32 rad/s
 device_flags u16
 manager_flags u16
 target_system u8
 target_component u8
 gimbal_id u8
 client u8
STORM32_GIMBAL_MANAGER_CONTROL_PITCHYAW 60013
 pitch f32 rad
 yaw f32 rad
 pitch_rate f32 rad/s
 yaw_rate f32 rad/s
 device_flags u16
 manager_flags u16
 target_system u8
 target_component u8
 gimbal_id u8
 client u8
STORM32_GIMBAL_MANAGER_CORRECT_ROLL 60014
 roll f32 rad
 target_system u8
 target_component u8
 gimbal_id u8
 client u8
QSHOT_STATUS 60020
 mode u16
 shot_state u16
FRSKY_PASSTHROUGH_ARRAY 60040
 time_boot_ms u32 ms
 count u8
 packet_buf u8[240]
PARAM_VALUE_ARRAY 60041
 param_count u16
 param_index_first u16
 flags u16
 param_array_len u8
 packet_buf u8[248]
MLRS_RADIO_LINK_STATS 60045
 flags u16
 target_system u8
 target_component u8
 rx_LQ_rc u8 c%
 rx_LQ_ser u8 c%
 rx_rssi1 u8
 rx_snr1 i8
 tx_LQ_ser u8 c%
 tx_rssi1 u8
 tx_snr1 i8
 rx_rssi2 u8
 rx_snr2 i8
 tx_rssi2 u8
 tx_snr2 i8
 + frequency1 f32 Hz
 + frequency2 f32 Hz
MLRS_RADIO_LINK_INFORMATION 60046
 tx_frame_rate u16 Hz
 rx_frame_rate u16 Hz
 tx_ser_data_rate u16
 rx_ser_data_rate u16
 target_system u8
 target_component u8
 type u8
 mode u8
 tx_power i8 dBm
 rx_power i8 dBm
 mode_str char[6]
 band_str char[6]
 tx_receive_sensitivity u8
 rx_receive_sensitivity u8
MLRS_RADIO_LINK_FLOW_CONTROL 60047
 tx_ser_rate u16 bytes/s
 rx_ser_rate u16 bytes/s
 tx_used_ser_bandwidth u8 c%
 rx_used_ser_bandwidth u8 c%
 txbuf u8 c%
AVSS_PRS_SYS_STATUS 60050
 time_boot_ms u32 ms
 error_status u32
 battery_status u32
 arm_status u8
 charge_status u8
AVSS_DRONE_POSITION 60051
 time_boot_ms u32 ms
 lat i32 degE7
 lon i32 degE7
 alt i32 mm
 ground_alt f32 m
 barometer_alt f32 m
AVSS_DRONE_IMU 60052
 time_boot_ms u32 ms
 q1 f32
 q2 f32
 q3 f32
 q4 f32
 xacc f32 m/s/s
 yacc f32 m/s/s
 zacc f32 m/s/s
 xgyro f32 rad/s
 ygyro f32 rad/s
 zgyro f32 rad/s
AVSS_DRONE_OPERATION_MODE 60053
 time_boot_ms u32 ms
 M300_operation_mode u8
 horsefly_operation_mode u8
`;
