// Written by generate.ts from layouts/*.txt. Do not edit.
export const layoutsText = `DETAILS 0 v1-5
 sub_street char[20]
 street char[20]
 city char[20]
 area char[20]
 is_favorite u8
 is_new u8
 needs_upload u8
 record_count i32
 checksum i32
 start_time i64
 longitude f64 deg
 latitude f64 deg
 total_distance f32 m
 total_time i32
 max_height f32 m
 max_horizontal_speed f32 m/s
 max_vertical_speed f32 m/s
 photo_count i32
 video_time i64
 photo_bytes i32[4]
 thumbnail_bytes i32[4]
 photo_longitudes f64[4] rad
 photo_latitudes f64[4] rad
 analysis_offset i64
 account_digest u8[16]
 aircraft_serial char[10]
 product_type u8
 aircraft_name char[24]
 unknown u8[16]
 camera_serial char[10]
 rc_serial char[10]
 battery_serial char[10]
 app_platform u8
 app_version u8[3]
 take_off_altitude f32 m
DETAILS 0 v6-
 sub_street char[20]
 street char[20]
 city char[20]
 area char[20]
 is_favorite u8
 is_new u8
 needs_upload u8
 record_count i32
 checksum i32
 start_time i64
 longitude f64 deg
 latitude f64 deg
 total_distance f32 m
 total_time i32
 max_height f32 m
 max_horizontal_speed f32 m/s
 max_vertical_speed f32 m/s
 photo_count i32
 video_time i64
 photo_bytes i32[4]
 thumbnail_bytes i32[4]
 photo_longitudes f64[4] rad
 photo_latitudes f64[4] rad
 analysis_offset i64
 account_digest u8[16]
 take_off_altitude f32 m
 product_type u8
 activation_time i64
 aircraft_name char[32]
 aircraft_serial char[16]
 camera_serial char[16]
 rc_serial char[16]
 battery_serial char[16]
 app_platform u8
 app_version u8[3]
 unknown u8[20]
 uuid char[36]
OSD 1 signals
 longitude f64 rad
 latitude f64 rad
 altitude i16 dm
 speed_north i16 dm/s
 speed_east i16 dm/s
 speed_down i16 dm/s
 pitch i16 ddeg
 roll i16 ddeg
 yaw i16 ddeg
 bits flight_mode:7 rc_out_of_control:1
 app_command u8
 bits can_ioc_work:1 ground_or_sky:2 is_motor_up:1 is_ultrasonic_used:1 go_home_status:3
 bits is_vision_used:1 voltage_warning:2 reserved:1 is_imu_preheating:1 mode_channel:2 is_gps_used:1
 bits is_compass_error:1 is_ultrasonic_error:1 gps_level:4 battery_type:2
 bits limit_or_range_a:1 height_or_vibration_a:1 propeller_or_barometer:1 motor_blocked:1 force_not_enough:1 barometer_or_propeller:1 height_or_vibration_b:1 limit_or_range_b:1
 satellites u8
 flight_action u8
 bits start_fail_cause:7 start_fail_happened:1
 bits non_gps_cause:4 waypoint_limit_mode:1 reserved:3
 battery_percent u8
 ultrasonic_height u8 dm
 fly_time u16
 motor_starts u8
 bits battery_alarm_1:7 battery_alarm_1_action:1
 bits battery_alarm_2:7 battery_alarm_2_action:1
 controller_version u8
 drone_type u8
 imu_fail_reason u8
 motor_fail_reason u8
 motor_no_start_action u8
 controlling_device u8
HOME 2
 longitude f64 rad
 latitude f64 rad
 altitude f32 dm
 bits is_home_set:1 go_home_mode:1 head_direction:1 is_dynamic_home:1 is_near_distance_limit:1 is_near_height_limit:1 is_multiple_mode_open:1 has_go_home:1
 bits compass_state:2 is_compass_adjusting:1 is_beginner_mode:1 is_ioc_open:1 ioc_mode:3
 go_home_height u16 m
 course_lock_angle i16 ddeg
 recorder_state u8
 recorder_capacity_percent u8
 recorder_left_minutes u16
 recorder_file_index u16
 bits is_simulation:1 is_navigation:1 reserved:6
 bits reserved:4 is_wing_broken:1 reserved:1 is_gale:1 reserved:1
 bits reserved:4 is_gale_warning:1 reserved:3
 unknown u8
 bits height_limit_status:5 is_height_limit_relative:1 reserved:2
 height_limit f32 m
GIMBAL 3
 pitch i16 ddeg
 roll i16 ddeg
 yaw i16 ddeg
 bits reserved:5 reset:1 mode:2
 roll_adjust i8 ddeg
 yaw_angle i16
 bits is_pitch_at_limit:1 is_roll_at_limit:1 is_yaw_at_limit:1 is_calibrating:1 calibration_result:1 install_direction:1 is_stuck:1 reserved:1
 bits parameters_version:4 reserved:1 is_double_click:1 is_triple_click:1 is_single_click:1
RC 4
 aileron u16
 elevator u16
 throttle u16
 rudder u16
 gimbal u16
 bits wheel_button:1 wheel_offset:5 wheel_polarity:1 wheel_change:1
 bits transform_button:3 return_button:1 mode_switch:2 transform_switch:2
 bits reserved:1 custom_4:1 custom_3:1 custom_2:1 custom_1:1 playback_button:1 shutter_button:1 record_button:1
 bandwidth u8
 gimbal_control u8
CUSTOM 5
 camera_shoot i8
 video_shoot i8
 horizontal_speed f32 m/s
 mileage f32 m
 update_time i64
DEFORM 6
 bits is_protected:1 status:3 mode:2 reserved:2
CENTER_BATTERY 7
 percent u8
 voltage u16
 current_capacity u16
 full_capacity u16
 life u8
 discharges u16
 error_type u32
 current i16
 cell_voltages u16[6]
 serial_number u16
 production_date u16
 temperature u16
 connect_state u8
 learn_count u16
 latest_learn_cycle u16
 bits is_on_charge:1 reserved:7
SMART_BATTERY 8
 useful_time u16
 go_home_time u16
 land_time u16
 go_home_battery u16
 land_battery u16
 safe_fly_radius f32 m
 consumption f32
 status u32
 go_home_status u8
 go_home_countdown u8
 voltage u16
 percent u8
 bits low_warning:7 low_warning_go_home:1
 bits serious_low_warning:7 serious_low_warning_landing:1
 voltage_percent u8
APP_TIP 9 signals
 text char[]
APP_WARN 10 signals
 text char[]
RC_GPS 11
 hour u8
 minute u8
 second u8
 year u16
 month u8
 day u8
 latitude i32 degE7
 longitude i32 degE7
 speed_north i32
 speed_east i32
 satellites u8
 accuracy f32
 valid_data u16
RC_DEBUG 12
 body u8[*]
RECOVER 13 v1-7
 product_type u8
 app_platform u8
 app_version u8[3]
 aircraft_serial char[10]
 aircraft_name char[32]
 activation_time i64
 camera_serial char[10]
 rc_serial char[10]
 battery_serial char[10]
 gimbal_type u8
RECOVER 13 v8-
 product_type u8
 app_platform u8
 app_version u8[3]
 aircraft_serial char[16]
 aircraft_name char[32]
 activation_time i64
 camera_serial char[16]
 rc_serial char[16]
 battery_serial char[16]
 gimbal_type u8
APP_GPS 14
 latitude f64 deg
 longitude f64 deg
 accuracy_or_altitude f32 m
FIRMWARE 15
 repeat
 sender u8
 sub_sender u8
 version u8[4]
OFDM_DEBUG 16
 body u8[*]
VISION_GROUP 17
 body u8[*]
VISION_WARNING 18
 body u8[*]
MC_PARAM 19
 failsafe_action u8
 bits is_visual_odometry_enabled:1 is_avoidance_enabled:1 is_user_avoidance_enabled:1 reserved:5
APP_OPERATION 20
 body u8[*]
AGRICULTURE_OSD 21
 body u8[*]
SMART_BATTERY_STATIC 22=1
 index u8
 designed_capacity u32
 cycles u16
 full_voltage u32
 production_date u8[2]
 serial_number u16
 maker u8[10]
 name u8[5]
 version u8[8]
 life u8
 type u8
SMART_BATTERY_DYNAMIC 22=2
 index u8
 voltage i32
 current i32
 full_capacity u32
 remaining_capacity u32
 temperature i16
 cell_count u8
 percent u8
 state u64
SMART_BATTERY_CELLS 22=3
 index u8
 cell_count u8
 cell_voltages u16[]
APP_SERIOUS_WARN 24 signals
 text char[]
CAMERA 25
 bits is_connected:1 is_usb_connected:1 timer_sync:1 capture_state:3 recording_state:2
 bits reserved:1 has_sd_card:1 sd_card_state:4 is_upgrading:1 reserved:1
 bits reserved:1 is_hot:1 is_capture_disabled:1 is_storing:1 is_continuous:1 hdmi_output:1 encrypt_status:2
 bits is_file_synced:1 is_rc_button_forbidden:1 focus_state:1 pano_timelapse:1 is_tracking_enabled:1 reserved:3
 work_mode u8
 sd_card_capacity u32
 sd_card_remaining u32
 photos_remaining u32
 video_seconds_remaining u32
 recording_seconds u16
 camera_type u8
ADSB 26
 body u8[*]
ADSB_RAW 27
 body u8[*]
FLY_SAFE_DATABASE 28 signals
 body u8[*]
 presence event
SPECIAL_JOYSTICK 29
 body u8[*]
APP_LOW_FREQUENCY 30
 body u8[*]
NAVIGATION_GROUP 31
 body u8[*]
MISSION_STATUS 32
 body u8[*]
VIRTUAL_STICK 33
 bits reserved:1 coordinate_system:2 yaw_mode:1 vertical_mode:2 roll_pitch_mode:2
 roll f32
 pitch f32
 yaw f32
 throttle f32
MISSION_EVENT 34
 body u8[*]
MISSION_UPLOAD 35
 body u8[*]
WAYPOINT_UPLOAD 36
 body u8[*]
MISSION_DOWNLOAD 38
 body u8[*]
WAYPOINT_DOWNLOAD 39
 body u8[*]
COMPONENT_SERIAL 40
 component u8
 sequence u8
 serial_length u8
 serial char[]
AGRICULTURE_DISPLAY 41
 body u8[*]
AGRICULTURE_AVOIDANCE 42
 body u8[*]
AGRICULTURE_RADAR 43
 body u8[*]
AGRICULTURE_SPRAY 44
 body u8[*]
RTK_DIFFERENCE 45
 body u8[*]
AGRICULTURE_MISSION 46
 body u8[*]
AGRICULTURE_TEAM 47
 body u8[*]
AGRICULTURE_GROUND_STATION 48
 body u8[*]
OFDM 49
 bits signal_percent:7 is_up:1
 antenna_signals i8[2]
KEY_STORAGE_RECOVER 50 teaches
FLY_SAFE_LIMIT 51 signals
 body u8[*]
 presence event
FLY_SAFE_UNLOCK 52 signals
 body u8[*]
 presence event
FLIGHT_HUB 53
 body u8[*]
GO_BUSINESS 54
 body u8[*]
SECURITY 55
 body u8[*]
KEY_STORAGE 56 teaches
AIR_LINK 57
 body u8[*]
HEALTH_GROUP 58
 body u8[*]
IMU_INFO 59
 body u8[*]
NAVIGATION 60
 body u8[*]
PERCEPTION_GROUP 61
 body u8[*]
RC_DISPLAY 62
 unknown u8[7]
 aileron u16
 elevator u16
 throttle u16
 rudder u16
 gimbal u16
COMMON_OSD 63
 body u8[*]
SUMMARY 253
 body u8[*]
FRAME_TIME 254
 body u8[*]
`;
