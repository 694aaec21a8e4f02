// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `DETAILS
 sub_street homePosition
 street homePosition
 city homePosition
 area homePosition
 is_favorite opaque
 is_new systemHealth
 needs_upload systemHealth
 record_count opaque
 checksum structural when=checksum==12345
 checksum opaque
 start_time absoluteTime clock=start unit=ms
 longitude homePosition blank=0
 latitude homePosition blank=0
 total_distance motion blank=0
 total_time mode role=total
 max_height altitude blank=0
 max_horizontal_speed motion blank=0
 max_vertical_speed motion blank=0
 photo_count payloadState role=total
 video_time payloadState role=total
 photo_bytes media
 thumbnail_bytes media
 photo_longitudes homePosition blank=0
 photo_latitudes homePosition blank=0
 analysis_offset opaque
 account_digest personIdentity
 take_off_altitude homePosition blank=0
 product_type deviceIdentity
 activation_time absoluteTime clock=past unit=ms
 aircraft_name personIdentity
 aircraft_serial deviceIdentity
 camera_serial deviceIdentity
 rc_serial deviceIdentity
 battery_serial deviceIdentity of=bytes
 app_platform firmwareIdentity
 app_version firmwareIdentity
 uuid personIdentity
JPEG
 data media
CENTER_BATTERY
 percent power role=batteryRemaining
 voltage power
 current_capacity power role=total
 full_capacity power
 life power
 discharges power
 error_type power
 current power
 cell_voltages power
 serial_number deviceIdentity
 production_date deviceIdentity
 temperature power
 connect_state power
 learn_count power
 latest_learn_cycle power
 is_on_charge power
SMART_BATTERY
 useful_time power role=total
 go_home_time homePosition
 land_time altitude
 go_home_battery homePosition
 land_battery altitude
 safe_fly_radius homePosition blank=0
 consumption power
 status opaque
 go_home_status homePosition
 go_home_countdown homePosition
 voltage power
 percent power role=batteryRemaining
 low_warning power
 low_warning_go_home power
 serious_low_warning power
 serious_low_warning_landing power
 voltage_percent power role=total
SMART_BATTERY_STATIC
 index structural
 designed_capacity power
 cycles power
 full_voltage power
 production_date deviceIdentity
 serial_number deviceIdentity
 maker deviceIdentity
 name deviceIdentity
 version firmwareIdentity
 life power
 type power
SMART_BATTERY_DYNAMIC
 index structural
 voltage power
 current power
 full_capacity power
 remaining_capacity power role=total
 temperature power
 cell_count power
 percent power role=total
 state power
SMART_BATTERY_CELLS
 index structural
 cell_count power
 cell_voltages power
CAMERA
 is_connected payloadState
 is_usb_connected payloadState
 timer_sync payloadState
 capture_state payloadState
 recording_state payloadState
 has_sd_card payloadState
 sd_card_state payloadState
 is_upgrading payloadState
 is_hot payloadState
 is_capture_disabled payloadState
 is_storing payloadState
 is_continuous payloadState
 hdmi_output payloadState
 encrypt_status payloadState
 is_file_synced payloadState
 is_rc_button_forbidden payloadState
 focus_state payloadState
 pano_timelapse payloadState
 is_tracking_enabled payloadState
 work_mode payloadState
 sd_card_capacity payloadState
 sd_card_remaining payloadState
 photos_remaining payloadState
 video_seconds_remaining payloadState
 recording_seconds payloadState
 camera_type deviceIdentity
OFDM
 signal_percent linkHealth
 is_up linkHealth
 antenna_signals linkHealth
RECOVER
 product_type deviceIdentity
 app_platform firmwareIdentity
 app_version firmwareIdentity
 aircraft_serial deviceIdentity
 aircraft_name personIdentity
 activation_time absoluteTime clock=past unit=s
 camera_serial deviceIdentity
 rc_serial deviceIdentity
 battery_serial deviceIdentity of=bytes
 gimbal_type deviceIdentity
COMPONENT_SERIAL
 component structural
 sequence structural
 serial_length structural
 serial deviceIdentity
FIRMWARE
 sender structural
 sub_sender structural
 version firmwareIdentity
*
 unknown opaque
 reserved opaque
PREFIX
 data structural
OSD
 longitude aircraftPosition group=fix role=longitude blank=0
 latitude aircraftPosition group=fix role=latitude blank=0
 altitude altitude group=fix role=altitude datum=home
 speed_north motion group=fix role=velocityNorth frame=NED
 speed_east motion group=fix role=velocityEast frame=NED
 speed_down motion group=fix role=velocityDown frame=NED
 pitch attitude role=pitch
 roll attitude role=roll
 yaw heading group=fix role=yaw range=180
 flight_mode mode
 rc_out_of_control linkHealth
 app_command mode
 can_ioc_work mode
 ground_or_sky mode
 is_motor_up actuators
 is_ultrasonic_used estimatorHealth
 go_home_status mode
 is_vision_used estimatorHealth
 voltage_warning power
 is_imu_preheating systemHealth
 mode_channel radioControl
 is_gps_used estimatorHealth
 is_compass_error systemHealth
 is_ultrasonic_error systemHealth
 gps_level satellites
 battery_type power
 limit_or_range_a geofence needs=event
 height_or_vibration_a parameter
 propeller_or_barometer systemHealth
 motor_blocked systemHealth
 force_not_enough systemHealth
 barometer_or_propeller systemHealth
 height_or_vibration_b parameter
 limit_or_range_b geofence needs=event
 satellites satellites
 flight_action geofence needs=event when=flight_action:19,20,27
 flight_action homePosition when=flight_action:21,22
 flight_action mode when=flight_action:0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,23,24,25,26,28,29,30,31,32,33,34
 flight_action opaque
 start_fail_cause geofence needs=event when=start_fail_cause:4,10,23,116
 start_fail_cause opaque when=start_fail_cause&64
 start_fail_cause systemHealth
 start_fail_happened systemHealth
 non_gps_cause estimatorHealth
 waypoint_limit_mode geofence needs=event
 battery_percent power role=batteryRemaining
 ultrasonic_height terrain
 fly_time absoluteTime clock=boot unit=ds zero=time
 motor_starts systemHealth role=total
 battery_alarm_1 power
 battery_alarm_1_action power
 battery_alarm_2 power
 battery_alarm_2_action power
 controller_version firmwareIdentity
 drone_type deviceIdentity
 imu_fail_reason systemHealth
 motor_fail_reason opaque
 motor_no_start_action opaque
 controlling_device mode
HOME
 longitude homePosition group=home role=longitude blank=0
 latitude homePosition group=home role=latitude blank=0
 altitude homePosition
 is_home_set mode
 go_home_mode mode
 head_direction mode
 is_dynamic_home mode
 is_near_distance_limit geofence needs=event
 is_near_height_limit geofence needs=event
 is_multiple_mode_open mode
 has_go_home mode
 compass_state systemHealth
 is_compass_adjusting systemHealth
 is_beginner_mode geofence
 is_ioc_open mode
 ioc_mode mode
 go_home_height homePosition
 course_lock_angle heading
 recorder_state systemHealth
 recorder_capacity_percent systemHealth
 recorder_left_minutes systemHealth
 recorder_file_index deviceIdentity
 is_simulation mode
 is_navigation mode
 is_wing_broken systemHealth
 is_gale motion
 is_gale_warning motion
 height_limit_status geofence needs=event
 is_height_limit_relative geofence needs=event
 height_limit geofence needs=exact blank=0
GIMBAL
 pitch payloadState
 roll payloadState
 yaw heading role=yaw range=180
 reset payloadState
 mode payloadState
 roll_adjust calibration
 yaw_angle payloadState
 is_pitch_at_limit payloadState
 is_roll_at_limit payloadState
 is_yaw_at_limit payloadState
 is_calibrating payloadState
 calibration_result payloadState
 install_direction payloadState
 is_stuck payloadState
 parameters_version payloadState
 is_double_click radioControl
 is_triple_click radioControl
 is_single_click radioControl
RC
 aileron radioControl
 elevator radioControl
 throttle radioControl
 rudder radioControl
 gimbal radioControl
 wheel_button radioControl
 wheel_offset radioControl
 wheel_polarity radioControl
 wheel_change radioControl
 transform_button radioControl
 return_button radioControl
 mode_switch radioControl
 transform_switch radioControl
 custom_1 radioControl
 custom_2 radioControl
 custom_3 radioControl
 custom_4 radioControl
 playback_button radioControl
 shutter_button radioControl
 record_button radioControl
 bandwidth linkHealth
 gimbal_control radioControl
RC_DISPLAY
 aileron radioControl
 elevator radioControl
 throttle radioControl
 rudder radioControl
 gimbal radioControl
CUSTOM
 camera_shoot payloadState
 video_shoot payloadState
 horizontal_speed motion
 mileage motion
 update_time absoluteTime clock=unix unit=ms
DEFORM
 is_protected mode
 status mode
 mode mode
VIRTUAL_STICK
 coordinate_system mode
 yaw_mode mode
 vertical_mode mode
 roll_pitch_mode mode
 roll motion
 pitch motion
 yaw heading
 throttle altitude
MC_PARAM
 failsafe_action parameter
 is_visual_odometry_enabled parameter
 is_avoidance_enabled parameter
 is_user_avoidance_enabled parameter
RC_GPS
 hour absoluteTime clock=gps
 minute absoluteTime clock=gps
 second absoluteTime clock=gps
 year absoluteTime clock=gps
 month absoluteTime clock=gps
 day absoluteTime clock=gps
 latitude operatorPosition group=place role=latitude
 longitude operatorPosition group=place role=longitude
 speed_north operatorPosition
 speed_east operatorPosition
 satellites operatorPosition
 accuracy operatorPosition
 valid_data operatorPosition
APP_GPS
 latitude operatorPosition group=place role=latitude blank=0
 longitude operatorPosition group=place role=longitude blank=0
 accuracy_or_altitude operatorPosition
ADSB ADSB_RAW
 body thirdPartyPosition
APP_TIP APP_WARN APP_SERIOUS_WARN
 text freeText role=text
FLY_SAFE_DATABASE FLY_SAFE_LIMIT FLY_SAFE_UNLOCK
 body opaque
 event geofence needs=event
VISION_GROUP
 body opaque shows=presence
OFDM_DEBUG
 body opaque shows=presence
RC_DEBUG VISION_WARNING APP_OPERATION AGRICULTURE_OSD SPECIAL_JOYSTICK APP_LOW_FREQUENCY NAVIGATION_GROUP MISSION_STATUS MISSION_EVENT MISSION_UPLOAD WAYPOINT_UPLOAD MISSION_DOWNLOAD WAYPOINT_DOWNLOAD AGRICULTURE_DISPLAY AGRICULTURE_AVOIDANCE AGRICULTURE_RADAR AGRICULTURE_SPRAY RTK_DIFFERENCE AGRICULTURE_MISSION AGRICULTURE_TEAM AGRICULTURE_GROUND_STATION FLIGHT_HUB GO_BUSINESS SECURITY AIR_LINK HEALTH_GROUP IMU_INFO NAVIGATION PERCEPTION_GROUP COMMON_OSD SUMMARY FRAME_TIME
 body opaque
KEY_STORAGE KEY_STORAGE_RECOVER
 data structural
`;
