// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `(header)
 timestamp absoluteTime clock=boot unit=us
(info)
 sys_name firmwareIdentity
 ver_hw firmwareIdentity
 ver_hw_subtype firmwareIdentity
 ver_sw firmwareIdentity
 ver_sw_release firmwareIdentity
 ver_sw_branch firmwareIdentity
 ver_vendor_sw_release firmwareIdentity
 ver_oem firmwareIdentity
 sys_os_name firmwareIdentity
 sys_os_ver firmwareIdentity
 sys_os_ver_release firmwareIdentity
 sys_toolchain firmwareIdentity
 sys_toolchain_ver firmwareIdentity
 sys_mcu firmwareIdentity
 sys_lib_ecl_ver firmwareIdentity
 ver_data_format structural type=i32,u32
 sys_uuid deviceIdentity
 time_ref_utc absoluteTime clock=past unit=s
 boot_time_utc_us absoluteTime clock=unix unit=us
 replay freeText
 log_type freeText
 metadata_events_sha256 firmwareIdentity
 metadata_parameters_sha256 firmwareIdentity
 metadata_events opaque
 metadata_parameters opaque
 boot_console_output freeText
 perf_counter_preflight freeText
 perf_counter_postflight freeText
 perf_counter_watchdog freeText
 perf_top_preflight freeText
 perf_top_postflight freeText
 perf_top_watchdog freeText
 perf_top freeText
 hardfault_plain opaque
 excluded_optional_topics opaque
(multi info)
 metadata_events_sha256 firmwareIdentity
 metadata_parameters_sha256 firmwareIdentity
 metadata_events opaque
 metadata_parameters opaque
 boot_console_output freeText
 perf_counter_preflight freeText
 perf_counter_postflight freeText
 perf_counter_watchdog freeText
 perf_top_preflight freeText
 perf_top_postflight freeText
 perf_top_watchdog freeText
 perf_top freeText
 hardfault_plain opaque
 replay freeText
 excluded_optional_topics opaque
(parameter)
 name parameter role=parameterName
 value parameter role=parameterValue shows=presence
(parameter default)
 types structural
 name parameter role=parameterName
 value parameter role=parameterValue shows=presence
(logged string)
 level systemHealth
 timestamp absoluteTime clock=boot unit=us
 text freeText role=text
(tagged string)
 level systemHealth
 tag systemHealth
 timestamp absoluteTime clock=boot unit=us
 text freeText role=text
(dropout)
 duration systemHealth
(sync)
vehicle_attitude_setpoint fw_virtual_attitude_setpoint mc_virtual_attitude_setpoint
 timestamp absoluteTime clock=boot unit=us
 roll_body attitude role=roll
 pitch_body attitude role=pitch
 yaw_body heading
 R_body heading
 q_d heading
 q_e heading
 yaw_sp_move_rate attitude role=yawRate
 R_valid structural
 q_d_valid structural
 q_e_valid structural
 thrust actuators
 thrust_body actuators type=f32[]
 apply_flaps actuators
 apply_spoilers actuators
 landing_gear actuators
 roll_reset_integral mode
 pitch_reset_integral mode
 yaw_reset_integral mode
 fw_control_yaw mode
 disable_mc_yaw_control mode
 reset_rate_integrals mode
 reset_integral mode
 fw_control_yaw_wheel mode
vehicle_rates_setpoint fw_virtual_rates_setpoint mc_virtual_rates_setpoint
 timestamp absoluteTime clock=boot unit=us
 roll attitude
 pitch attitude
 yaw attitude role=yawRate
 thrust actuators
 thrust_body actuators type=f32[]
 reset_integral mode
rate_ctrl_status mc_att_ctrl_status
 timestamp absoluteTime clock=boot unit=us
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 rollspeed_integ actuators
 pitchspeed_integ actuators
 yawspeed_integ actuators
 additional_integ1 actuators
 wheel_rate_integ actuators
 roll_rate_integ actuators
 pitch_rate_integ actuators
 yaw_rate_integ actuators
trajectory_setpoint vehicle_local_position_setpoint
 timestamp absoluteTime clock=boot unit=us
 x relativePosition
 y relativePosition
 z relativePosition
 position relativePosition
 yaw heading
 yawspeed attitude role=yawRate
 vx motion
 vy motion
 velocity motion
 acc_x motion
 acc_y motion
 acceleration motion
 jerk_x motion
 jerk_y motion
 jerk motion
 vz motion role=velocityDown frame=NED units=m/s type=f32
 velocity[2] motion role=velocityDown frame=NED units=m/s type=f32
 acc_z motion role=accelerationDown frame=NED units=m/s/s type=f32
 acceleration[2] motion role=accelerationDown frame=NED units=m/s/s type=f32
 jerk_z motion
 thrust motion
trajectory_setpoint6dof
 timestamp absoluteTime clock=boot unit=us
 position relativePosition
 velocity motion
 acceleration motion
 jerk motion
 quaternion heading
 angular_velocity attitude type=f32[]
goto_setpoint
 timestamp absoluteTime clock=boot unit=us
 position relativePosition
 heading heading
 max_horizontal_speed motion role=groundSpeed units=m/s type=f32
 max_vertical_speed motion role=climbRate units=m/s type=f32
 max_heading_rate attitude role=yawRate
 flag_control_heading mode
 flag_set_max_horizontal_speed mode
 flag_set_max_vertical_speed mode
 flag_set_max_heading_rate mode
vehicle_global_velocity_setpoint
 timestamp absoluteTime clock=boot unit=us
 vx motion
 vy motion
 vz motion
vehicle_force_setpoint
 timestamp absoluteTime clock=boot unit=us
 x motion
 y motion
 z motion
 yaw heading
trajectory_bezier
 timestamp absoluteTime clock=boot unit=us
 position relativePosition
 yaw heading
 delta structural
vehicle_trajectory_bezier
 timestamp absoluteTime clock=boot unit=us
 control_points[*].timestamp absoluteTime clock=boot unit=us
 bezier_order structural
 control_points[*].position relativePosition
 control_points[*].yaw heading
 control_points[*].delta structural
trajectory_waypoint
 timestamp absoluteTime clock=boot unit=us
 position missionPosition
 velocity motion
 acceleration motion
 yaw heading
 yaw_speed attitude role=yawRate
 point_valid mode
 type mode
vehicle_trajectory_waypoint vehicle_trajectory_waypoint_desired
 timestamp absoluteTime clock=boot unit=us
 waypoints[*].timestamp absoluteTime clock=boot unit=us
 type mode
 waypoints[*].position missionPosition
 waypoints[*].velocity motion
 waypoints[*].acceleration motion
 waypoints[*].yaw heading
 waypoints[*].yaw_speed attitude role=yawRate
 waypoints[*].point_valid mode
 waypoints[*].type mode
collision_constraints
 timestamp absoluteTime clock=boot unit=us
 original_setpoint motion
 adapted_setpoint motion
 constraints_normalized_x terrain
 constraints_normalized_y terrain
vehicle_constraints
 timestamp absoluteTime clock=boot unit=us
 yawspeed parameter
 speed_xy parameter
 speed_up parameter
 speed_down parameter
 tilt parameter
 min_distance_to_ground parameter
 max_distance_to_ground parameter
 want_takeoff mode
velocity_limits
 timestamp absoluteTime clock=boot unit=us
 horizontal_velocity motion role=groundSpeed units=m/s type=f32
 vertical_velocity motion role=climbRate units=m/s type=f32
 yaw_rate attitude role=yawRate
position_controller_status fw_pos_ctrl_status
 timestamp absoluteTime clock=boot unit=us
 nav_roll motion role=roll
 nav_pitch motion role=pitch
 nav_bearing heading
 target_bearing heading
 yaw_acceptance heading
 xtrack_error relativePosition
 wp_dist relativePosition
 turn_distance missionPosition role=distance units=m type=f32
 acceptance_radius missionPosition role=distance units=m type=f32
 altitude_acceptance missionPosition role=distance units=m type=f32
 landing_flare_length missionPosition role=distance units=m type=f32
 landing_horizontal_slope_displacement missionPosition role=distance units=m type=f32
 landing_slope_angle_rad motion
 abort_landing mode
 type mode
position_controller_landing_status
 timestamp absoluteTime clock=boot unit=us
 horizontal_slope_displacement missionPosition role=distance units=m type=f32
 flare_length missionPosition role=distance units=m type=f32
 lateral_touchdown_offset missionPosition role=distance units=m type=f32
 slope_angle_rad motion
 abort_landing mode
 flaring mode
 abort_status mode
npfg_status fixed_wing_lateral_guidance_status
 timestamp absoluteTime clock=boot unit=us
 bearing heading
 heading_ref heading
 course_setpoint heading
 signed_track_error relativePosition
 track_error_bound relativePosition role=distance units=m type=f32
 switch_distance relativePosition role=distance units=m type=f32
 airspeed_ref motion
 min_ground_speed_ref motion role=groundSpeed units=m/s type=f32
 lat_accel motion role=bodyRight frame=body units=m/s/s type=f32
 lat_accel_ff motion role=bodyRight frame=body units=m/s/s type=f32
 lateral_acceleration_ff motion role=bodyRight frame=body units=m/s/s type=f32
 wind_est_valid estimatorHealth
 bearing_feas estimatorHealth
 bearing_feas_on_track estimatorHealth
 can_run_factor estimatorHealth
 adapted_period actuators
 p_gain actuators
 time_const actuators
fixed_wing_lateral_setpoint
 timestamp absoluteTime clock=boot unit=us
 course heading
 airspeed_direction heading
 lateral_acceleration motion role=bodyRight frame=body units=m/s/s type=f32
fixed_wing_lateral_status
 timestamp absoluteTime clock=boot unit=us
 lateral_acceleration_setpoint motion role=bodyRight frame=body units=m/s/s type=f32
 can_run_factor estimatorHealth
fixed_wing_longitudinal_setpoint
 timestamp absoluteTime clock=boot unit=us
 altitude altitude role=altitude units=m type=f32
 height_rate motion role=climbRate units=m/s type=f32
 equivalent_airspeed motion role=airspeed units=m/s type=f32
 pitch_direct motion role=pitch
 throttle_direct actuators
fixed_wing_runway_control
 timestamp absoluteTime clock=boot unit=us
 wheel_steering_enabled mode
 runway_takeoff_state mode
 wheel_steering_nudging_rate radioControl
 wheel_steering_yaw_setpoint heading
lateral_control_configuration longitudinal_control_configuration
 timestamp absoluteTime clock=boot unit=us
 lateral_accel_max parameter
 pitch_min parameter
 pitch_max parameter
 throttle_min parameter
 throttle_max parameter
 climb_rate_target parameter
 sink_rate_target parameter
 speed_weight parameter
 enforce_low_height_condition parameter
 disable_underspeed_protection parameter
tecs_status
 timestamp absoluteTime clock=boot unit=us
 altitude_filtered altitude role=altitude datum=amsl units=m type=f32
 altitudeSp relativePosition
 altitude_sp relativePosition
 altitude_reference relativePosition
 totalEnergyError relativePosition
 energyDistributionError relativePosition
 total_energy_error relativePosition
 energy_distribution_error relativePosition
 total_energy altitude
 total_energy_balance altitude
 total_energy_sp relativePosition
 total_energy_balance_sp relativePosition
 totalEnergyRateError relativePosition
 energyDistributionRateError relativePosition
 total_energy_rate_error relativePosition
 energy_distribution_rate_error relativePosition
 total_energy_rate motion
 total_energy_balance_rate motion
 total_energy_rate_sp relativePosition
 total_energy_balance_rate_sp relativePosition
 flightPathAngleSp motion role=pitch
 flightPathAngle motion role=pitch
 flightPathAngleFiltered motion role=pitch
 pitch_sp_rad motion role=pitch
 equivalent_airspeed_sp motion role=airspeed units=m/s type=f32
 airspeedSp motion
 airspeed_filtered motion
 airspeed_sp motion
 true_airspeed_sp motion
 true_airspeed_filtered motion
 true_airspeed_innovation motion
 airspeedDerivativeSp motion
 airspeedDerivative motion
 airspeed_derivative_sp motion
 airspeed_derivative motion
 true_airspeed_derivative_sp motion
 true_airspeed_derivative motion
 true_airspeed_derivative_raw motion
 height_rate motion role=climbRate units=m/s type=f32
 height_rate_direct motion role=climbRate units=m/s type=f32
 height_rate_setpoint relativePosition
 height_rate_reference relativePosition
 throttle_integ actuators
 throttle_sp actuators
 throttle_trim actuators
 pitch_integ motion
 mode mode
 underspeed_ratio mode
 fast_descend_ratio mode
 altitude_time_constant parameter
takeoff_status
 timestamp absoluteTime clock=boot unit=us
 takeoff_state mode
 tilt_limit mode
launch_detection_status
 timestamp absoluteTime clock=boot unit=us
 launch_detection_state mode
 selected_control_surface_disarmed mode
vtol_vehicle_status
 timestamp absoluteTime clock=boot unit=us
 vtol_in_rw_mode mode
 vtol_in_trans_mode mode
 vtol_transition_failsafe mode
 fw_permanent_stab mode
 in_transition_to_fw mode
 vehicle_vtol_state mode
 fixed_wing_system_failure mode
 airspeed_tot motion
autotune_attitude_control_status
 timestamp absoluteTime clock=boot unit=us
 coeff actuators type=f32[]
 coeff_var actuators type=f32[]
 fitness actuators
 innov actuators
 dt_model actuators
 kc actuators
 ki actuators
 kd actuators
 kff actuators
 att_p actuators
 u_filt actuators
 rate_sp attitude type=f32[]
 y_filt attitude
 state mode
gain_compression
 timestamp absoluteTime clock=boot unit=us
 compression_gains actuators type=f32[]
 spectral_damper_hpf actuators type=f32[]
 spectral_damper_out actuators type=f32[]
neural_control
 timestamp absoluteTime clock=boot unit=us
 observation motion
 network_output actuators type=f32[]
 controller_time systemHealth
 inference_time systemHealth
raptor_input
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 active mode
 position relativePosition
 orientation heading
 linear_velocity motion
 angular_velocity attitude type=f32[]
 previous_action actuators type=f32[]
raptor_status
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 internal_reference_position relativePosition
 internal_reference_linear_velocity motion
 timestamp_last_vehicle_angular_velocity absoluteTime clock=past unit=us
 timestamp_last_vehicle_local_position absoluteTime clock=past unit=us
 timestamp_last_vehicle_attitude absoluteTime clock=past unit=us
 timestamp_last_trajectory_setpoint absoluteTime clock=past unit=us
 subscription_update_angular_velocity systemHealth
 subscription_update_local_position systemHealth
 subscription_update_attitude systemHealth
 subscription_update_trajectory_setpoint systemHealth
 subscription_update_vehicle_status systemHealth
 exit_reason systemHealth
 vehicle_angular_velocity_stale systemHealth
 vehicle_local_position_stale systemHealth
 vehicle_attitude_stale systemHealth
 trajectory_setpoint_stale systemHealth
 active systemHealth
 substep systemHealth
 control_interval systemHealth
 trajectory_setpoint_dt_mean systemHealth
 trajectory_setpoint_dt_max systemHealth
 trajectory_setpoint_dt_max_since_activation systemHealth
ackermann_velocity_setpoint
 timestamp absoluteTime clock=boot unit=us
 velocity_ned motion
 backwards mode
differential_drive_control_output differential_drive_setpoint
 timestamp absoluteTime clock=boot unit=us
 speed motion role=bodyForward frame=body units=m/s type=f32
 yaw_rate attitude role=yawRate
 closed_loop_speed_control mode
 closed_loop_yaw_rate_control mode
differential_velocity_setpoint
 timestamp absoluteTime clock=boot unit=us
 speed motion role=bodyForward frame=body units=m/s type=f32
 bearing heading
pure_pursuit_status
 timestamp absoluteTime clock=boot unit=us
 lookahead_distance missionPosition role=distance units=m type=f32
 target_bearing heading
 bearing_to_waypoint heading
 crosstrack_error relativePosition
 distance_to_waypoint relativePosition
rover_ackermann_guidance_status
 timestamp absoluteTime clock=boot unit=us
 desired_speed motion role=bodyForward frame=body units=m/s type=f32
 lookahead_distance missionPosition role=distance units=m type=f32
 heading_error heading
 pid_throttle_integral actuators
rover_ackermann_status
 timestamp absoluteTime clock=boot unit=us
 throttle_setpoint actuators
 steering_setpoint actuators
 actual_speed motion role=bodyForward frame=body units=m/s type=f32
rover_attitude_setpoint
 timestamp absoluteTime clock=boot unit=us
 yaw_setpoint heading
rover_attitude_status
 timestamp absoluteTime clock=boot unit=us
 measured_yaw heading role=yaw units=rad type=f32
 adjusted_yaw_setpoint heading
rover_differential_guidance_status
 timestamp absoluteTime clock=boot unit=us
 lookahead_distance missionPosition role=distance units=m type=f32
 heading_error_deg heading
 state_machine mode
rover_differential_setpoint
 timestamp absoluteTime clock=boot unit=us
 forward_speed_setpoint motion role=bodyForward frame=body units=m/s type=f32
 forward_speed_setpoint_normalized actuators
 yaw_rate_setpoint_normalized actuators
 yaw_rate_setpoint attitude role=yawRate
 yaw_setpoint heading
rover_differential_status
 timestamp absoluteTime clock=boot unit=us
 actual_speed motion role=bodyForward frame=body units=m/s type=f32
 actual_yaw_deg heading role=yaw units=deg type=f32
 actual_yaw_rate_deg_s attitude role=yawRate
 desired_yaw_rate_deg_s attitude role=yawRate
 pid_yaw_integral actuators
 pid_yaw_rate_integral actuators
 pid_throttle_integral actuators
rover_position_setpoint
 timestamp absoluteTime clock=boot unit=us
 position_ned missionPosition
 start_ned missionPosition
 cruising_speed motion role=groundSpeed units=m/s type=f32
 arrival_speed motion role=groundSpeed units=m/s type=f32
 yaw heading
rover_rate_setpoint
 timestamp absoluteTime clock=boot unit=us
 yaw_rate_setpoint attitude role=yawRate
rover_rate_status
 timestamp absoluteTime clock=boot unit=us
 measured_yaw_rate attitude role=yawRate
 adjusted_yaw_rate_setpoint attitude role=yawRate
 pid_yaw_rate_integral actuators
rover_speed_setpoint
 timestamp absoluteTime clock=boot unit=us
 speed_body_x motion role=bodyForward frame=body units=m/s type=f32
 speed_body_y motion role=bodyRight frame=body units=m/s type=f32
rover_speed_status rover_velocity_status
 timestamp absoluteTime clock=boot unit=us
 measured_speed_body_x motion role=bodyForward frame=body units=m/s type=f32
 speed_body_x_setpoint motion role=bodyForward frame=body units=m/s type=f32
 adjusted_speed_body_x_setpoint motion role=bodyForward frame=body units=m/s type=f32
 measured_speed_body_y motion role=bodyRight frame=body units=m/s type=f32
 speed_body_y_setpoint motion role=bodyRight frame=body units=m/s type=f32
 adjusted_speed_body_y_setpoint motion role=bodyRight frame=body units=m/s type=f32
 pid_throttle_body_x_integral actuators
 pid_throttle_body_y_integral actuators
rover_steering_setpoint rover_throttle_setpoint
 timestamp absoluteTime clock=boot unit=us
 normalized_steering_angle actuators
 normalized_speed_diff actuators
 normalized_steering_setpoint actuators
 throttle_body_x actuators
 throttle_body_y actuators
actuator_armed
 timestamp absoluteTime clock=boot unit=us
 armed mode
 prearmed mode
 ready_to_arm mode
 lockdown mode
 manual_lockdown mode
 force_failsafe mode
 in_esc_calibration_mode mode
 soft_stop mode
 kill mode
 termination mode
 armed_time_ms absoluteTime clock=boot unit=ms
actuator_controls actuator_controls_0 actuator_controls_1 actuator_controls_2 actuator_controls_3 actuator_controls_4 actuator_controls_5 actuator_controls_virtual_fw actuator_controls_virtual_mc actuator_servos
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 control actuators type=f32[]
gimbal_controls
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 control payloadState type=f32[]
actuator_controls_status actuator_controls_status_0 actuator_controls_status_1
 timestamp absoluteTime clock=boot unit=us
 control_power actuators type=f32[]
actuator_direct
 timestamp absoluteTime clock=boot unit=us
 nvalues structural
 values actuators type=f32[]
actuator_motors
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 reversible_flags structural
 control actuators type=f32[]
actuator_outputs actuator_outputs_debug actuator_outputs_sim
 timestamp absoluteTime clock=boot unit=us
 noutputs structural
 output actuators type=f32[]
vehicle_actuator_setpoint
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 actuator actuators type=f32[]
output_pwm
 timestamp absoluteTime clock=boot unit=us
 values actuators type=u16[]
 channel_count structural
actuator_servos_trim
 timestamp absoluteTime clock=boot unit=us
 trim actuators type=f32[]
actuator_test test_motor
 timestamp absoluteTime clock=boot unit=us
 action mode
 function mode
 timeout_ms mode
 driver_instance mode
 motor_number mode
 value actuators
control_allocator_status
 timestamp absoluteTime clock=boot unit=us
 torque_setpoint_achieved actuators
 allocated_torque actuators type=f32[]
 unallocated_torque actuators type=f32[]
 thrust_setpoint_achieved actuators
 allocated_thrust actuators type=f32[]
 unallocated_thrust actuators type=f32[]
 actuator_saturation actuators type=i8[]
 handled_motor_failure_mask actuators
 motor_stop_mask actuators
 actuator_group_preflight_check_active actuators
multirotor_motor_limits
 timestamp absoluteTime clock=boot unit=us
 lower_limit actuators
 upper_limit actuators
 yaw actuators
 reserved actuators
 saturation_status actuators
flaps_setpoint normalized_unsigned_setpoint spoilers_setpoint
 timestamp absoluteTime clock=boot unit=us
 normalized_setpoint actuators
landing_gear landing_gear_wheel
 timestamp absoluteTime clock=boot unit=us
 landing_gear actuators
 normalized_wheel_setpoint actuators
gripper
 timestamp absoluteTime clock=boot unit=us
 command payloadState
tiltrotor_extra_controls
 timestamp absoluteTime clock=boot unit=us
 collective_tilt_normalized_setpoint actuators
 collective_thrust_normalized_setpoint actuators
manual_control_setpoint
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 data_source structural
 valid radioControl
 x radioControl
 y radioControl
 z radioControl
 r radioControl
 flaps radioControl
 aux1 radioControl
 aux2 radioControl
 aux3 radioControl
 aux4 radioControl
 aux5 radioControl
 aux6 radioControl
 sticks_moving radioControl
 roll radioControl
 pitch radioControl
 yaw radioControl
 throttle radioControl
 buttons radioControl
 mode_switch radioControl
 return_switch radioControl
 rattitude_switch radioControl
 posctl_switch radioControl
 loiter_switch radioControl
 acro_switch radioControl
 offboard_switch radioControl
 kill_switch radioControl
 transition_switch radioControl
 mode_slot radioControl
 gear_switch radioControl
 arm_switch radioControl
 stab_switch radioControl
 man_switch radioControl
 sysid_switch radioControl
manual_control_input manual_control_switches
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 data_source structural
 valid radioControl
 x radioControl
 y radioControl
 z radioControl
 r radioControl
 flaps radioControl
 aux1 radioControl
 aux2 radioControl
 aux3 radioControl
 aux4 radioControl
 aux5 radioControl
 aux6 radioControl
 sticks_moving radioControl
 roll radioControl
 pitch radioControl
 yaw radioControl
 throttle radioControl
 buttons radioControl
 mode_slot radioControl
 arm_switch radioControl
 return_switch radioControl
 loiter_switch radioControl
 offboard_switch radioControl
 kill_switch radioControl
 gear_switch radioControl
 transition_switch radioControl
 mode_switch radioControl
 man_switch radioControl
 acro_switch radioControl
 stab_switch radioControl
 posctl_switch radioControl
 switch_changes radioControl role=total
 photo_switch radioControl
 video_switch radioControl
 engage_main_motor_switch radioControl
 payload_power_switch radioControl
 termination_switch radioControl
estimator_states
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 states relativePosition
 states[0] heading group=attitude role=quaternionW type=f32
 states[1] heading group=attitude role=quaternionX type=f32
 states[2] heading group=attitude role=quaternionY type=f32
 states[3] heading group=attitude role=quaternionZ type=f32
 states[4] motion group=velocity role=velocityNorth frame=NED units=m/s type=f32
 states[5] motion group=velocity role=velocityEast frame=NED units=m/s type=f32
 states[6] motion group=vertical role=velocityDown frame=NED units=m/s type=f32
 states[7] relativePosition
 states[8] relativePosition
 states[9] relativePosition
 states[10] calibration
 states[11] calibration
 states[12] calibration
 states[13] calibration
 states[14] calibration
 states[15] calibration
 states[16] magnetic
 states[17] magnetic
 states[18] magnetic
 states[19] magnetic
 states[20] magnetic
 states[21] magnetic
 states[22] motion group=wind role=windNorth frame=NED units=m/s type=f32
 states[23] motion group=wind role=windEast frame=NED units=m/s type=f32
 states[24] terrain
 covariances relativePosition
 n_states structural
estimator_status
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 states relativePosition
 covariances relativePosition
 n_states structural
 vibe vibration type=f32[]
 mag_inclination_deg magnetic
 mag_inclination_ref_deg magnetic
 mag_strength_gs magnetic
 mag_strength_ref_gs magnetic
 accel_device_id deviceIdentity
 gyro_device_id deviceIdentity
 baro_device_id deviceIdentity
 mag_device_id deviceIdentity
 pos_horiz_accuracy estimatorHealth
 pos_vert_accuracy estimatorHealth
 mag_test_ratio estimatorHealth
 vel_test_ratio estimatorHealth
 pos_test_ratio estimatorHealth
 hgt_test_ratio estimatorHealth
 tas_test_ratio estimatorHealth
 hagl_test_ratio estimatorHealth
 beta_test_ratio estimatorHealth
 hdg_test_ratio estimatorHealth
 output_tracking_error estimatorHealth type=f32[]
 time_slip estimatorHealth role=total
 nan_flags estimatorHealth
 health_flags estimatorHealth
 timeout_flags estimatorHealth
 gps_check_fail_flags estimatorHealth
 control_mode_flags estimatorHealth type=u16,u32,u64
 filter_fault_flags estimatorHealth
 innovation_check_flags estimatorHealth
 solution_status_flags estimatorHealth
 pre_flt_fail estimatorHealth
 pre_flt_fail_innov_heading estimatorHealth
 pre_flt_fail_innov_vel_horiz estimatorHealth
 pre_flt_fail_innov_vel_vert estimatorHealth
 pre_flt_fail_innov_height estimatorHealth
 pre_flt_fail_mag_field_disturbed estimatorHealth
 pre_flt_fail_innov_pos_horiz estimatorHealth
 reset_count_vel_ne estimatorHealth
 reset_count_vel_d estimatorHealth
 reset_count_pos_ne estimatorHealth
 reset_count_pod_d estimatorHealth
 reset_count_quat estimatorHealth
estimator_status_flags
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 control_status_changes estimatorHealth role=total
 cs_tilt_align estimatorHealth
 cs_yaw_align estimatorHealth
 cs_gps estimatorHealth
 cs_opt_flow estimatorHealth
 cs_mag_hdg estimatorHealth
 cs_mag_3d estimatorHealth
 cs_mag_dec estimatorHealth
 cs_in_air estimatorHealth
 cs_wind estimatorHealth
 cs_baro_hgt estimatorHealth
 cs_rng_hgt estimatorHealth
 cs_gps_hgt estimatorHealth
 cs_ev_pos estimatorHealth
 cs_ev_yaw estimatorHealth
 cs_ev_hgt estimatorHealth
 cs_fuse_beta estimatorHealth
 cs_mag_field_disturbed estimatorHealth
 cs_fixed_wing estimatorHealth
 cs_mag_fault estimatorHealth
 cs_fuse_aspd estimatorHealth
 cs_gnd_effect estimatorHealth
 cs_rng_stuck estimatorHealth
 cs_gps_yaw estimatorHealth
 cs_mag_aligned_in_flight estimatorHealth
 cs_ev_vel estimatorHealth
 cs_synthetic_mag_z estimatorHealth
 cs_vehicle_at_rest estimatorHealth
 fault_status_changes estimatorHealth role=total
 fs_bad_mag_x estimatorHealth
 fs_bad_mag_y estimatorHealth
 fs_bad_mag_z estimatorHealth
 fs_bad_hdg estimatorHealth
 fs_bad_mag_decl estimatorHealth
 fs_bad_airspeed estimatorHealth
 fs_bad_sideslip estimatorHealth
 fs_bad_optflow_x estimatorHealth
 fs_bad_optflow_y estimatorHealth
 fs_bad_vel_n estimatorHealth
 fs_bad_vel_e estimatorHealth
 fs_bad_vel_d estimatorHealth
 fs_bad_pos_n estimatorHealth
 fs_bad_pos_e estimatorHealth
 fs_bad_pos_d estimatorHealth
 fs_bad_acc_bias estimatorHealth
 fs_bad_acc_vertical estimatorHealth
 fs_bad_acc_clipping estimatorHealth
 innovation_fault_status_changes estimatorHealth role=total
 reject_hor_vel estimatorHealth
 reject_ver_vel estimatorHealth
 reject_hor_pos estimatorHealth
 reject_ver_pos estimatorHealth
 reject_mag_x estimatorHealth
 reject_mag_y estimatorHealth
 reject_mag_z estimatorHealth
 reject_yaw estimatorHealth
 reject_airspeed estimatorHealth
 reject_sideslip estimatorHealth
 reject_hagl estimatorHealth
 reject_optflow_x estimatorHealth
 reject_optflow_y estimatorHealth
 cs_gps_yaw_fault estimatorHealth
 cs_rng_fault estimatorHealth
 cs_inertial_dead_reckoning estimatorHealth
 cs_wind_dead_reckoning estimatorHealth
 cs_rng_kin_consistent estimatorHealth
 cs_fake_pos estimatorHealth
 cs_fake_hgt estimatorHealth
 cs_gravity_vector estimatorHealth
 cs_mag estimatorHealth
 cs_ev_yaw_fault estimatorHealth
 cs_mag_heading_consistent estimatorHealth
 cs_aux_gpos estimatorHealth
 cs_gnss_yaw estimatorHealth
 cs_gnss_yaw_fault estimatorHealth
 cs_rng_terrain estimatorHealth
 cs_opt_flow_terrain estimatorHealth
 cs_valid_fake_pos estimatorHealth
 cs_constant_pos estimatorHealth
 cs_baro_fault estimatorHealth
 cs_gnss_pos estimatorHealth
 cs_gnss_vel estimatorHealth
 cs_gnss_fault estimatorHealth
 cs_yaw_manual estimatorHealth
 cs_gnss_hgt_fault estimatorHealth
 cs_in_transition estimatorHealth
 cs_heading_observable estimatorHealth
estimator_event_flags estimator_fusion_control
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 information_event_changes estimatorHealth role=total
 gps_checks_passed estimatorHealth
 reset_vel_to_gps estimatorHealth
 reset_vel_to_flow estimatorHealth
 reset_vel_to_vision estimatorHealth
 reset_vel_to_zero estimatorHealth
 reset_pos_to_last_known estimatorHealth
 reset_pos_to_gps estimatorHealth
 reset_pos_to_vision estimatorHealth
 starting_gps_fusion estimatorHealth
 starting_vision_pos_fusion estimatorHealth
 starting_vision_vel_fusion estimatorHealth
 starting_vision_yaw_fusion estimatorHealth
 yaw_aligned_to_imu_gps estimatorHealth
 warning_event_changes estimatorHealth role=total
 gps_quality_poor estimatorHealth
 gps_fusion_timout estimatorHealth
 gps_data_stopped estimatorHealth
 gps_data_stopped_using_alternate estimatorHealth
 height_sensor_timeout estimatorHealth
 stopping_navigation estimatorHealth
 invalid_accel_bias_cov_reset estimatorHealth
 bad_yaw_using_gps_course estimatorHealth
 stopping_mag_use estimatorHealth
 vision_data_stopped estimatorHealth
 emergency_yaw_reset_mag_stopped estimatorHealth
 emergency_yaw_reset_gps_yaw_stopped estimatorHealth
 reset_hgt_to_baro estimatorHealth
 reset_hgt_to_gps estimatorHealth
 reset_hgt_to_rng estimatorHealth
 reset_hgt_to_ev estimatorHealth
 gps_intended estimatorHealth type=u8[]
 of_intended estimatorHealth
 ev_intended estimatorHealth
 agp_intended estimatorHealth type=u8[]
 baro_intended estimatorHealth
 rng_intended estimatorHealth
 mag_intended estimatorHealth
 aspd_intended estimatorHealth
 rngbcn_intended estimatorHealth
 gps_active estimatorHealth type=u8[]
 of_active estimatorHealth
 ev_active estimatorHealth
 agp_active estimatorHealth type=u8[]
 baro_active estimatorHealth
 rng_active estimatorHealth
 mag_active estimatorHealth
 aspd_active estimatorHealth
 rngbcn_active estimatorHealth
estimator_innovations
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 gps_hvel motion
 ev_hvel motion
 ev_vvel motion
 fake_hvel motion
 fake_vvel motion
 aux_hvel motion
 aux_vvel motion
 gps_vvel motion role=velocityDown frame=NED units=m/s type=f32
 gps_hpos relativePosition
 ev_hpos relativePosition
 ev_vpos relativePosition
 fake_hpos relativePosition
 fake_vpos relativePosition
 gps_vpos relativePosition
 baro_vpos relativePosition
 rng_vpos terrain
 hagl terrain
 hagl_rate terrain
 heading heading
 mag_field magnetic
 flow motion
 terr_flow motion
 drag motion
 beta motion
 airspeed motion role=airspeed units=m/s type=f32
 gravity attitude type=f32[]
estimator_innovation_variances
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 gps_hvel satellites
 gps_vvel satellites
 gps_hpos satellites
 gps_vpos satellites
 ev_hvel motion
 fake_hvel motion
 aux_hvel motion
 ev_hpos relativePosition
 fake_hpos relativePosition
 ev_vvel estimatorHealth
 fake_vvel estimatorHealth
 aux_vvel estimatorHealth
 ev_vpos estimatorHealth
 fake_vpos estimatorHealth
 baro_vpos estimatorHealth
 heading estimatorHealth
 airspeed estimatorHealth
 beta estimatorHealth
 gravity estimatorHealth type=f32[]
 rng_vpos terrain
 hagl terrain
 hagl_rate terrain
 flow terrain
 terr_flow terrain
 mag_field magnetic
 drag motion
estimator_innovation_test_ratios
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 gps_hvel motion
 ev_hvel motion
 fake_hvel motion
 aux_hvel motion
 gps_hpos aircraftPosition
 gps_vpos relativePosition
 baro_vpos relativePosition
 ev_vpos relativePosition
 rng_vpos terrain
 ev_hpos relativePosition
 fake_hpos relativePosition
 gps_vvel estimatorHealth
 ev_vvel estimatorHealth
 fake_vvel estimatorHealth
 aux_vvel estimatorHealth
 fake_vpos estimatorHealth
 heading heading
 airspeed estimatorHealth
 beta estimatorHealth
 flow estimatorHealth type=f32[]
 terr_flow estimatorHealth type=f32[]
 hagl estimatorHealth
 hagl_rate estimatorHealth
 drag estimatorHealth type=f32[]
 gravity estimatorHealth type=f32[]
 mag_field magnetic
ekf2_innovations
 timestamp absoluteTime clock=boot unit=us
 vel_pos_innov motion
 vel_pos_innov_var motion
 vel_pos_innov[2] motion role=velocityDown frame=NED units=m/s type=f32
 vel_pos_innov[5] relativePosition
 mag_innov magnetic
 mag_innov_var magnetic
 heading_innov heading
 heading_innov_var estimatorHealth
 airspeed_innov_var estimatorHealth
 beta_innov_var estimatorHealth
 airspeed_innov motion role=airspeed units=m/s type=f32
 flow_innov motion
 beta_innov motion
 drag_innov motion
 drag_innov_var motion
 aux_vel_innov motion
 hagl_innov terrain
 hagl_innov_var terrain
 flow_innov_var terrain
 output_tracking_error estimatorHealth type=f32[]
ekf2_timestamps
 timestamp absoluteTime clock=boot unit=us
 gps_timestamp_rel structural
 optical_flow_timestamp_rel structural
 distance_sensor_timestamp_rel structural
 airspeed_timestamp_rel structural
 vision_position_timestamp_rel structural
 vision_attitude_timestamp_rel structural
 vehicle_air_data_timestamp_rel structural
 vehicle_magnetometer_timestamp_rel structural
 visual_odometry_timestamp_rel structural
 airspeed_validated_timestamp_rel structural
estimator_aid_src_gnss_pos estimator_aid_src_aux_global_position
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation aircraftPosition
 innovation aircraftPosition
 innovation_filtered aircraftPosition
 observation_variance aircraftPosition
 innovation_variance aircraftPosition
 test_ratio aircraftPosition
 test_ratio_filtered aircraftPosition
 fusion_enabled estimatorHealth type=u8,u8[]
 innovation_rejected estimatorHealth type=u8,u8[]
 fused estimatorHealth type=u8,u8[]
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_ev_pos estimator_aid_src_fake_pos estimator_aid_source2d estimator_aid_source_2d estimator_aid_source3d estimator_aid_source_3d
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation relativePosition
 innovation relativePosition
 innovation_filtered relativePosition
 observation_variance relativePosition
 innovation_variance relativePosition
 test_ratio relativePosition
 test_ratio_filtered relativePosition
 fusion_enabled estimatorHealth type=u8,u8[]
 innovation_rejected estimatorHealth type=u8,u8[]
 fused estimatorHealth type=u8,u8[]
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_gnss_vel estimator_aid_src_ev_vel estimator_aid_src_aux_vel
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation motion
 innovation motion
 innovation_filtered motion
 observation_variance motion
 innovation_variance motion
 test_ratio motion
 test_ratio_filtered motion
 fusion_enabled estimatorHealth type=u8,u8[]
 innovation_rejected estimatorHealth type=u8,u8[]
 fused estimatorHealth type=u8,u8[]
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_optical_flow estimator_aid_src_terrain_optical_flow estimator_aid_src_drag
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation motion
 innovation motion
 innovation_filtered motion
 observation_variance terrain
 innovation_variance terrain
 test_ratio estimatorHealth type=f32[]
 test_ratio_filtered estimatorHealth type=f32[]
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_mag
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation magnetic
 innovation magnetic
 innovation_filtered magnetic
 observation_variance magnetic
 innovation_variance magnetic
 test_ratio magnetic
 test_ratio_filtered magnetic
 fusion_enabled estimatorHealth type=u8,u8[]
 innovation_rejected estimatorHealth type=u8,u8[]
 fused estimatorHealth type=u8,u8[]
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_gravity
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation attitude type=f32[]
 innovation attitude type=f32[]
 innovation_filtered attitude type=f32[]
 observation_variance estimatorHealth type=f32[]
 innovation_variance estimatorHealth type=f32[]
 test_ratio estimatorHealth type=f32[]
 test_ratio_filtered estimatorHealth type=f32[]
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_gnss_hgt estimator_aid_src_baro_hgt estimator_aid_src_ev_hgt estimator_aid_src_fake_hgt
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation relativePosition
 innovation relativePosition
 innovation_filtered relativePosition
 test_ratio relativePosition
 test_ratio_filtered relativePosition
 observation_variance satellites
 innovation_variance satellites
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_rng_hgt estimator_aid_src_terrain_range_finder
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation terrain
 innovation terrain
 innovation_filtered terrain
 observation_variance terrain
 innovation_variance terrain
 test_ratio terrain
 test_ratio_filtered terrain
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_mag_heading estimator_aid_src_gnss_yaw estimator_aid_src_ev_yaw estimator_aid_source1d estimator_aid_source_1d
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation heading
 innovation heading
 innovation_filtered heading
 observation_variance estimatorHealth
 innovation_variance estimatorHealth
 test_ratio heading
 test_ratio_filtered heading
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_airspeed
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation motion
 innovation motion
 innovation_filtered motion
 observation_variance estimatorHealth
 innovation_variance estimatorHealth
 test_ratio estimatorHealth
 test_ratio_filtered estimatorHealth
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_sideslip
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation motion
 innovation motion
 innovation_filtered motion
 observation_variance estimatorHealth
 innovation_variance estimatorHealth
 test_ratio estimatorHealth
 test_ratio_filtered estimatorHealth
 fusion_enabled estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_aid_src_ranging_beacon
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation relativePosition
 innovation relativePosition
 innovation_filtered relativePosition
 test_ratio relativePosition
 test_ratio_filtered relativePosition
 observation_variance estimatorHealth
 innovation_variance estimatorHealth
 innovation_rejected estimatorHealth
 fused estimatorHealth
 estimator_instance structural
 device_id deviceIdentity
 time_last_fuse absoluteTime clock=boot unit=us
estimator_baro_bias estimator_bias estimator_gnss_hgt_bias estimator_rng_hgt_bias estimator_ev_hgt_bias
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 bias relativePosition
 innov relativePosition
 innov_var relativePosition
 innov_test_ratio relativePosition
 bias_var estimatorHealth
 baro_device_id deviceIdentity
 device_id deviceIdentity
estimator_bias3d estimator_ev_pos_bias
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 bias relativePosition
 innov relativePosition
 bias_var relativePosition
 innov_var relativePosition
 innov_test_ratio relativePosition
 device_id deviceIdentity
estimator_gps_status
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 check_fail_spoofed_gps satellites
 checks_passed estimatorHealth
 check_fail_gps_fix estimatorHealth
 check_fail_min_sat_count estimatorHealth
 check_fail_max_pdop estimatorHealth
 check_fail_max_horz_err estimatorHealth
 check_fail_max_vert_err estimatorHealth
 check_fail_max_spd_err estimatorHealth
 check_fail_max_horz_drift estimatorHealth
 check_fail_max_vert_drift estimatorHealth
 check_fail_max_horz_spd_err estimatorHealth
 check_fail_max_vert_spd_err estimatorHealth
 position_drift_rate_horizontal_m_s satellites
 position_drift_rate_vertical_m_s satellites
 filtered_horizontal_speed_m_s motion role=groundSpeed units=m/s type=f32
ekf_gps_drift
 timestamp absoluteTime clock=boot unit=us
 hpos_drift_rate satellites
 vpos_drift_rate satellites
 hspd motion role=groundSpeed units=m/s type=f32
 blocked estimatorHealth
estimator_selector_status
 timestamp absoluteTime clock=boot unit=us
 primary_instance estimatorHealth
 instances_available estimatorHealth
 instance_changed_count estimatorHealth role=total
 combined_test_ratio estimatorHealth type=f32[]
 relative_test_ratio estimatorHealth type=f32[]
 healthy estimatorHealth type=u8[]
 accumulated_gyro_error estimatorHealth role=total type=f32[]
 accumulated_accel_error estimatorHealth role=total type=f32[]
 gyro_fault_detected estimatorHealth
 accel_fault_detected estimatorHealth
 last_instance_change absoluteTime clock=boot unit=us
 accel_device_id deviceIdentity
 baro_device_id deviceIdentity
 gyro_device_id deviceIdentity
 mag_device_id deviceIdentity
estimator_sensor_bias
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 gyro_device_id deviceIdentity
 accel_device_id deviceIdentity
 mag_device_id deviceIdentity
 gyro_bias calibration
 accel_bias calibration
 mag_bias calibration
 gyro_bias_limit estimatorHealth
 gyro_bias_variance estimatorHealth type=f32[]
 gyro_bias_valid estimatorHealth
 gyro_bias_stable estimatorHealth
 accel_bias_limit estimatorHealth
 accel_bias_variance estimatorHealth type=f32[]
 accel_bias_valid estimatorHealth
 accel_bias_stable estimatorHealth
 mag_bias_limit estimatorHealth
 mag_bias_valid estimatorHealth
 mag_bias_stable estimatorHealth
 mag_bias_variance magnetic
sensor_bias
 timestamp absoluteTime clock=boot unit=us
 gyro_x inertial
 gyro_y inertial
 gyro_z inertial
 accel_x inertial
 accel_y inertial
 accel_z inertial
 mag_x magnetic
 mag_y magnetic
 mag_z magnetic
 gyro_x_bias calibration
 gyro_y_bias calibration
 gyro_z_bias calibration
 accel_x_bias calibration
 accel_y_bias calibration
 accel_z_bias calibration
 mag_x_bias calibration
 mag_y_bias calibration
 mag_z_bias calibration
 gyro_bias calibration
 accel_bias calibration
 mag_bias calibration
yaw_estimator_status
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 yaw_composite heading
 yaw heading
 weight heading
 innov_vn motion
 innov_ve motion
 yaw_variance estimatorHealth
 yaw_composite_valid estimatorHealth
hover_thrust_estimate
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 hover_thrust actuators
 hover_thrust_var actuators
 accel_innov estimatorHealth
 accel_innov_var estimatorHealth
 accel_innov_test_ratio estimatorHealth
 accel_noise_var estimatorHealth
 valid estimatorHealth
wind estimator_wind wind_estimate airspeed_wind
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 windspeed_north motion group=wind role=windNorth frame=NED units=m/s type=f32
 windspeed_east motion group=wind role=windEast frame=NED units=m/s type=f32
 variance_north motion
 variance_east motion
 covariance_north motion
 covariance_east motion
 tas_innov motion
 beta_innov motion
 tas_innov_var estimatorHealth
 beta_innov_var estimatorHealth
 tas_scale calibration
 tas_scale_raw calibration
 tas_scale_validated calibration
 tas_scale_raw_var calibration
 source structural
estimator_optical_flow_vel vehicle_optical_flow_vel
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 vel_body motion
 vel_body_filtered motion
 vel_ne motion
 vel_ne_filtered motion
 flow_uncompensated_integral motion
 flow_compensated_integral motion
 flow_rate_uncompensated motion
 flow_rate_compensated motion
 gyro_rate_integral inertial type=f32[]
 gyro_rate inertial type=f32[]
 ref_gyro inertial type=f32[]
 gyro_bias calibration
vte_aid_ev_yaw vte_aid_source1d vte_aid_fiducial_marker vte_aid_gps_pos_mission vte_aid_gps_pos_target vte_aid_gps_vel_target vte_aid_gps_vel_uav vte_aid_source3d
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 observation thirdPartyPosition
 observation_variance thirdPartyPosition
 innovation thirdPartyPosition
 innovation_variance thirdPartyPosition
 test_ratio thirdPartyPosition
 fusion_status estimatorHealth type=u8,u8[]
 time_since_meas_ms estimatorHealth
 history_steps estimatorHealth
 time_last_predict absoluteTime clock=boot unit=us
vte_bias_init_status
 timestamp absoluteTime clock=boot unit=us
 raw_bias thirdPartyPosition
 filtered_bias thirdPartyPosition
 delta_norm thirdPartyPosition
vte_input
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 acc_xyz motion
 q_att heading
 acc_sample_count estimatorHealth
vte_orientation
 timestamp absoluteTime clock=boot unit=us
 orientation_valid estimatorHealth
 yaw thirdPartyPosition
 cov_yaw thirdPartyPosition
 yaw_rate thirdPartyPosition
 cov_yaw_rate thirdPartyPosition
vte_position
 timestamp absoluteTime clock=boot unit=us
 rel_pos_valid estimatorHealth
 rel_vel_valid estimatorHealth
 rel_pos thirdPartyPosition
 vel_uav thirdPartyPosition
 vel_target thirdPartyPosition
 bias thirdPartyPosition
 acc_target thirdPartyPosition
 cov_rel_pos thirdPartyPosition
 cov_vel_uav thirdPartyPosition
 cov_bias thirdPartyPosition
 cov_vel_target thirdPartyPosition
 cov_acc_target thirdPartyPosition
position_setpoint
 timestamp absoluteTime clock=boot unit=us
 valid mode
 type mode
 position_valid mode
 velocity_valid mode
 yaw_valid mode
 yawspeed_valid mode
 acceleration_valid mode
 acceleration_is_force mode
 alt_valid mode
 velocity_frame mode
 disable_mc_yaw_control mode
 allow_weather_vane mode
 disable_weather_vane mode
 loiter_direction mode
 loiter_direction_counter_clockwise mode
 loiter_pattern mode
 gliding_enabled mode
 pitch_min mode
 lat missionPosition group=place role=latitude units=deg type=f64
 lon missionPosition group=place role=longitude units=deg type=f64
 alt altitude role=altitude units=m type=f32
 x relativePosition
 y relativePosition
 z relativePosition
 vx motion
 vy motion
 vz motion
 a_x motion
 a_y motion
 a_z motion
 yaw heading
 loiter_orientation heading
 course heading
 yawspeed attitude role=yawRate
 loiter_radius missionPosition role=distance units=m type=f32
 loiter_minor_radius missionPosition role=distance units=m type=f32
 acceptance_radius missionPosition role=distance units=m type=f32
 alt_acceptance_radius missionPosition role=distance units=m type=f32
 cruising_speed motion role=airspeed units=m/s type=f32
 cruising_throttle actuators
 landing_gear actuators
position_setpoint_triplet
 timestamp absoluteTime clock=boot unit=us
 previous.timestamp absoluteTime clock=boot unit=us
 current.timestamp absoluteTime clock=boot unit=us
 next.timestamp absoluteTime clock=boot unit=us
 nav_state mode
 previous.valid mode
 previous.type mode
 previous.position_valid mode
 previous.velocity_valid mode
 previous.yaw_valid mode
 previous.yawspeed_valid mode
 previous.acceleration_valid mode
 previous.acceleration_is_force mode
 previous.alt_valid mode
 previous.velocity_frame mode
 previous.disable_mc_yaw_control mode
 previous.allow_weather_vane mode
 previous.disable_weather_vane mode
 previous.loiter_direction mode
 previous.loiter_direction_counter_clockwise mode
 previous.loiter_pattern mode
 previous.gliding_enabled mode
 previous.pitch_min mode
 previous.lat missionPosition group=previous-place role=latitude units=deg type=f64
 previous.lon missionPosition group=previous-place role=longitude units=deg type=f64
 previous.alt altitude role=altitude units=m type=f32
 previous.x relativePosition
 previous.y relativePosition
 previous.z relativePosition
 previous.vx motion
 previous.vy motion
 previous.vz motion
 previous.a_x motion
 previous.a_y motion
 previous.a_z motion
 previous.yaw heading
 previous.loiter_orientation heading
 previous.course heading
 previous.yawspeed attitude role=yawRate
 previous.loiter_radius missionPosition role=distance units=m type=f32
 previous.loiter_minor_radius missionPosition role=distance units=m type=f32
 previous.acceptance_radius missionPosition role=distance units=m type=f32
 previous.alt_acceptance_radius missionPosition role=distance units=m type=f32
 previous.cruising_speed motion role=airspeed units=m/s type=f32
 previous.cruising_throttle actuators
 previous.landing_gear actuators
 current.valid mode
 current.type mode
 current.position_valid mode
 current.velocity_valid mode
 current.yaw_valid mode
 current.yawspeed_valid mode
 current.acceleration_valid mode
 current.acceleration_is_force mode
 current.alt_valid mode
 current.velocity_frame mode
 current.disable_mc_yaw_control mode
 current.allow_weather_vane mode
 current.disable_weather_vane mode
 current.loiter_direction mode
 current.loiter_direction_counter_clockwise mode
 current.loiter_pattern mode
 current.gliding_enabled mode
 current.pitch_min mode
 current.lat missionPosition group=current-place role=latitude units=deg type=f64
 current.lon missionPosition group=current-place role=longitude units=deg type=f64
 current.alt altitude role=altitude units=m type=f32
 current.x relativePosition
 current.y relativePosition
 current.z relativePosition
 current.vx motion
 current.vy motion
 current.vz motion
 current.a_x motion
 current.a_y motion
 current.a_z motion
 current.yaw heading
 current.loiter_orientation heading
 current.course heading
 current.yawspeed attitude role=yawRate
 current.loiter_radius missionPosition role=distance units=m type=f32
 current.loiter_minor_radius missionPosition role=distance units=m type=f32
 current.acceptance_radius missionPosition role=distance units=m type=f32
 current.alt_acceptance_radius missionPosition role=distance units=m type=f32
 current.cruising_speed motion role=airspeed units=m/s type=f32
 current.cruising_throttle actuators
 current.landing_gear actuators
 next.valid mode
 next.type mode
 next.position_valid mode
 next.velocity_valid mode
 next.yaw_valid mode
 next.yawspeed_valid mode
 next.acceleration_valid mode
 next.acceleration_is_force mode
 next.alt_valid mode
 next.velocity_frame mode
 next.disable_mc_yaw_control mode
 next.allow_weather_vane mode
 next.disable_weather_vane mode
 next.loiter_direction mode
 next.loiter_direction_counter_clockwise mode
 next.loiter_pattern mode
 next.gliding_enabled mode
 next.pitch_min mode
 next.lat missionPosition group=next-place role=latitude units=deg type=f64
 next.lon missionPosition group=next-place role=longitude units=deg type=f64
 next.alt altitude role=altitude units=m type=f32
 next.x relativePosition
 next.y relativePosition
 next.z relativePosition
 next.vx motion
 next.vy motion
 next.vz motion
 next.a_x motion
 next.a_y motion
 next.a_z motion
 next.yaw heading
 next.loiter_orientation heading
 next.course heading
 next.yawspeed attitude role=yawRate
 next.loiter_radius missionPosition role=distance units=m type=f32
 next.loiter_minor_radius missionPosition role=distance units=m type=f32
 next.acceptance_radius missionPosition role=distance units=m type=f32
 next.alt_acceptance_radius missionPosition role=distance units=m type=f32
 next.cruising_speed motion role=airspeed units=m/s type=f32
 next.cruising_throttle actuators
 next.landing_gear actuators
navigator_mission_item
 timestamp absoluteTime clock=boot unit=us
 instance_count structural
 sequence_current mode
 nav_cmd mode
 time_inside mode
 frame mode
 origin mode
 loiter_exit_xtrack mode
 force_heading mode
 altitude_is_relative mode
 autocontinue mode
 vtol_back_transition mode
 latitude missionPosition group=item role=latitude units=deg type=f32
 longitude missionPosition group=item role=longitude units=deg type=f32
 acceptance_radius missionPosition role=distance units=m type=f32
 loiter_radius missionPosition role=distance units=m type=f32
 yaw heading
 altitude altitude role=altitude datum=home units=m when=altitude_is_relative!=0 type=f32
 altitude altitude role=altitude units=m type=f32
mission
 timestamp absoluteTime clock=boot unit=us
 dataman_id structural
 mission_dataman_id structural
 fence_dataman_id structural
 safepoint_dataman_id structural
 count mode
 current_seq mode
 land_start_index mode
 land_index mode
 mission_update_counter mode
 geofence_update_counter mode
 safe_points_update_counter mode
 mission_id missionPosition
 geofence_id missionPosition
 safe_points_id missionPosition
offboard_mission onboard_mission
 timestamp absoluteTime clock=boot unit=us
 dataman_id structural
 count mode
 current_seq mode
mission_result
 timestamp absoluteTime clock=boot unit=us
 instance_count structural
 seq_reached mode
 seq_current mode
 seq_total mode
 valid mode
 warning mode
 reached mode
 finished mode
 stay_in_failsafe mode
 flight_termination mode
 item_do_jump_changed mode
 item_changed_index mode
 item_do_jump_remaining mode
 mission_failure mode
 failure mode
 execution_mode mode
 home_position_counter mode type=u32,u64
 mission_id missionPosition
 geofence_id missionPosition
navigator_status mode_completed
 timestamp absoluteTime clock=boot unit=us
 nav_state mode
 failure mode
 result mode
fence_vertex
 timestamp absoluteTime clock=boot unit=us
 lat missionPosition group=point role=latitude units=deg type=f32
 lon missionPosition group=point role=longitude units=deg type=f32
fence
 timestamp absoluteTime clock=boot unit=us
 vertices[*].timestamp absoluteTime clock=boot unit=us
 count geofence
 vertices[*].lat missionPosition
 vertices[*].lon missionPosition
geofence_result
 timestamp absoluteTime clock=boot unit=us
 geofence_violated geofence
 geofence_action geofence
 home_required geofence
 geofence_violation_reason geofence
 primary_geofence_breached geofence
 primary_geofence_action geofence
 geofence_max_dist_triggered geofence
 geofence_max_alt_triggered geofence
 geofence_custom_fence_triggered geofence
geofence_status
 timestamp absoluteTime clock=boot unit=us
 geofence_id missionPosition
 status geofence
rtl_flight_time
 timestamp absoluteTime clock=boot unit=us
 rtl_time_s relativePosition
 rtl_limit_fraction relativePosition
rtl_time_estimate
 timestamp absoluteTime clock=boot unit=us
 valid estimatorHealth
 time_estimate relativePosition
 safe_time_estimate relativePosition
rtl_status
 timestamp absoluteTime clock=boot unit=us
 safe_points_id missionPosition
 is_evaluation_pending mode
 has_vtol_approach mode
 rtl_type mode
 safe_point_index mode
vehicle_command vehicle_command_mode_executor gimbal_v1_command
 timestamp absoluteTime clock=boot unit=us
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 param5 mode role=param5 type=f64
 param6 mode role=param6 type=f64
 param7 mode role=param7
 command mode role=command
 target_system structural
 target_component structural
 source_system structural
 source_component structural
 confirmation structural
 from_external structural
vehicle_command_ack
 timestamp absoluteTime clock=boot unit=us
 command mode role=command
 result mode
 result_param1 mode
 result_param2 opaque
 from_external structural
 target_system structural
 target_component structural
vehicle_roi
 timestamp absoluteTime clock=boot unit=us
 mode mode
 mission_seq mode
 target_seq mode
 lat missionPosition group=target role=latitude units=deg type=f64
 lon missionPosition group=target role=longitude units=deg type=f64
 alt altitude role=altitude units=m type=f32
 roll_offset payloadState
 pitch_offset payloadState
 yaw_offset heading
orbit_status
 timestamp absoluteTime clock=boot unit=us
 radius missionPosition role=distance units=m type=f32
 frame structural
 x missionPosition
 y missionPosition
 z missionPosition
 yaw_behaviour mode
figure_eight_status
 timestamp absoluteTime clock=boot unit=us
 major_radius missionPosition role=distance units=m type=f32
 minor_radius missionPosition role=distance units=m type=f32
 orientation heading
 frame structural
 x missionPosition
 y missionPosition
 z missionPosition
follow_target
 timestamp absoluteTime clock=boot unit=us
 lat thirdPartyPosition
 lon thirdPartyPosition
 alt thirdPartyPosition
 vy thirdPartyPosition
 vx thirdPartyPosition
 vz thirdPartyPosition
 est_cap structural
follow_target_estimator
 timestamp absoluteTime clock=boot unit=us
 last_filter_reset_timestamp absoluteTime clock=boot unit=us
 valid estimatorHealth
 stale estimatorHealth
 prediction_count estimatorHealth role=total type=u64
 fusion_count estimatorHealth role=total type=u64
 lat_est thirdPartyPosition
 lon_est thirdPartyPosition
 alt_est thirdPartyPosition
 pos_est thirdPartyPosition
 vel_est thirdPartyPosition
 acc_est thirdPartyPosition
follow_target_status
 timestamp absoluteTime clock=boot unit=us
 tracked_target_course thirdPartyPosition
 follow_angle thirdPartyPosition
 orbit_angle_setpoint thirdPartyPosition
 angular_rate_setpoint thirdPartyPosition
 desired_position_raw thirdPartyPosition
 gimbal_pitch thirdPartyPosition
 in_emergency_ascent mode
irlock_report
 timestamp absoluteTime clock=boot unit=us
 signature thirdPartyPosition
 pos_x thirdPartyPosition
 pos_y thirdPartyPosition
 size_x thirdPartyPosition
 size_y thirdPartyPosition
landing_target_pose
 timestamp absoluteTime clock=boot unit=us
 is_static estimatorHealth
 rel_pos_valid estimatorHealth
 rel_vel_valid estimatorHealth
 abs_pos_valid estimatorHealth
 rel_vel_ekf2_valid estimatorHealth
 x_rel thirdPartyPosition
 y_rel thirdPartyPosition
 z_rel thirdPartyPosition
 vx_rel thirdPartyPosition
 vy_rel thirdPartyPosition
 cov_x_rel thirdPartyPosition
 cov_y_rel thirdPartyPosition
 cov_vx_rel thirdPartyPosition
 cov_vy_rel thirdPartyPosition
 x_abs thirdPartyPosition
 y_abs thirdPartyPosition
 z_abs thirdPartyPosition
 vz_rel thirdPartyPosition
 cov_z_rel thirdPartyPosition
 cov_vz_rel thirdPartyPosition
landing_target_innovations
 timestamp absoluteTime clock=boot unit=us
 innov_x thirdPartyPosition
 innov_y thirdPartyPosition
 innov_cov_x thirdPartyPosition
 innov_cov_y thirdPartyPosition
fiducial_marker_pos_report fiducial_marker_yaw_report
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 rel_pos thirdPartyPosition
 cov_rel_pos thirdPartyPosition
 q thirdPartyPosition
 yaw_ned thirdPartyPosition
 yaw_var_ned thirdPartyPosition
target_gnss
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 latitude_deg thirdPartyPosition
 longitude_deg thirdPartyPosition
 altitude_msl_m thirdPartyPosition
 vel_n_m_s thirdPartyPosition
 vel_e_m_s thirdPartyPosition
 vel_d_m_s thirdPartyPosition
 eph satellites
 epv satellites
 s_acc_m_s satellites
 abs_pos_updated structural
 vel_ned_updated structural
prec_land_status
 timestamp absoluteTime clock=boot unit=us
 state mode
transponder_report
 timestamp absoluteTime clock=boot unit=us
 ICAO_address thirdPartyIdentity
 icao_address thirdPartyIdentity
 callsign thirdPartyIdentity
 squawk thirdPartyIdentity
 uas_id thirdPartyIdentity
 lat thirdPartyPosition
 lon thirdPartyPosition
 altitude_type thirdPartyPosition
 altitude thirdPartyPosition
 heading thirdPartyPosition
 hor_velocity thirdPartyPosition
 ver_velocity thirdPartyPosition
 emitter_type thirdPartyPosition
 tslc thirdPartyPosition
 flags thirdPartyPosition
detect_and_avoid detect_and_avoid_most_urgent
 timestamp absoluteTime clock=boot unit=us
 unique_id thirdPartyIdentity
 unique_id_encoding thirdPartyIdentity
 conflict_level thirdPartyPosition
 aircraft_dist thirdPartyPosition
 aircraft_dist_hor thirdPartyPosition
 aircraft_dist_vert thirdPartyPosition
 expected_min_dist_time thirdPartyPosition
 has_action thirdPartyPosition
collision_report
 timestamp absoluteTime clock=boot unit=us
 id thirdPartyIdentity
 src thirdPartyPosition
 action thirdPartyPosition
 threat_level thirdPartyPosition
 time_to_minimum_delta thirdPartyPosition
 altitude_minimum_delta thirdPartyPosition
 horizontal_minimum_delta thirdPartyPosition
open_drone_id_arm_status
 timestamp absoluteTime clock=boot unit=us
 status mode
 error freeText
open_drone_id_basic_id
 timestamp absoluteTime clock=boot unit=us
 id_or_mac thirdPartyIdentity role=aboutOthers
 id_type structural
 ua_type structural
 uas_id deviceIdentity
open_drone_id_operator_id
 timestamp absoluteTime clock=boot unit=us
 id_or_mac thirdPartyIdentity role=aboutOthers
 operator_id_type structural
 operator_id personIdentity
open_drone_id_self_id
 timestamp absoluteTime clock=boot unit=us
 id_or_mac thirdPartyIdentity role=aboutOthers
 description_type structural
 description freeText
open_drone_id_system
 timestamp absoluteTime clock=boot unit=us
 id_or_mac thirdPartyIdentity role=aboutOthers
 operator_location_type structural
 classification_type structural
 category_eu structural
 class_eu structural
 operator_latitude operatorPosition group=operator role=latitude units=degE7 type=i32
 operator_longitude operatorPosition group=operator role=longitude units=degE7 type=i32
 operator_altitude_geo operatorPosition group=operator role=altitude datum=ellipsoid units=m type=f32
 area_count mode
 area_radius missionPosition role=distance units=m type=u16
 area_ceiling altitude
 area_floor altitude
gimbal_device_attitude_status
 timestamp absoluteTime clock=boot unit=us
 q heading
 delta_yaw heading
 angular_velocity_x attitude
 angular_velocity_y attitude
 angular_velocity_z attitude role=yawRate
 delta_yaw_velocity attitude role=yawRate
 failure_flags payloadState
 target_system structural
 target_component structural
 device_flags structural
 received_from_mavlink structural
 gimbal_device_id structural
gimbal_device_set_attitude gimbal_manager_set_attitude
 timestamp absoluteTime clock=boot unit=us
 q heading
 angular_velocity_x payloadState
 angular_velocity_y payloadState
 angular_velocity_z attitude role=yawRate
 target_system structural
 target_component structural
 flags structural
 origin_sysid structural
 origin_compid structural
 gimbal_device_id structural
gimbal_manager_set_manual_control
 timestamp absoluteTime clock=boot unit=us
 pitch radioControl
 pitch_rate radioControl
 yaw_rate radioControl
 yaw heading
 origin_sysid structural
 origin_compid structural
 target_system structural
 target_component structural
 flags structural
 gimbal_device_id structural
gimbal_device_information
 timestamp absoluteTime clock=boot unit=us
 vendor_name deviceIdentity
 model_name deviceIdentity
 uid deviceIdentity
 custom_name freeText
 firmware_version firmwareIdentity
 hardware_version firmwareIdentity
 cap_flags payloadState
 custom_cap_flags payloadState
 roll_min payloadState
 roll_max payloadState
 pitch_min payloadState
 pitch_max payloadState
 yaw_min payloadState
 yaw_max payloadState
 gimbal_device_compid structural
 gimbal_device_id structural
gimbal_manager_information
 timestamp absoluteTime clock=boot unit=us
 cap_flags payloadState
 roll_min payloadState
 roll_max payloadState
 pitch_min payloadState
 pitch_max payloadState
 yaw_min payloadState
 yaw_max payloadState
 gimbal_device_id structural
gimbal_manager_status
 timestamp absoluteTime clock=boot unit=us
 flags payloadState
 gimbal_device_id structural
 primary_control_sysid structural
 primary_control_compid structural
 secondary_control_sysid structural
 secondary_control_compid structural
mount_orientation
 timestamp absoluteTime clock=boot unit=us
 attitude_euler_angle heading
 attitude_euler_angle[0] payloadState
 attitude_euler_angle[1] payloadState
camera_status
 timestamp absoluteTime clock=boot unit=us
 active_sys_id structural
 active_comp_id structural
sensor_gps vehicle_gps_position
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 lat aircraftPosition group=fix role=latitude units=degE7 type=i32
 lon aircraftPosition group=fix role=longitude units=degE7 type=i32
 alt altitude group=fix role=altitude datum=amsl units=mm type=i32
 latitude_deg aircraftPosition group=fix role=latitude units=deg type=f64
 longitude_deg aircraftPosition group=fix role=longitude units=deg type=f64
 altitude_msl_m altitude group=fix role=altitude datum=amsl units=m type=f64
 alt_ellipsoid altitude
 altitude_ellipsoid_m altitude
 vel_m_s motion group=fix role=groundSpeed units=m/s type=f32
 vel_n_m_s motion group=fix role=velocityNorth of=receiver frame=NED units=m/s type=f32
 vel_e_m_s motion group=fix role=velocityEast of=receiver frame=NED units=m/s type=f32
 vel_d_m_s motion group=fix role=velocityDown frame=NED units=m/s type=f32
 cog_rad motion
 heading heading group=fix role=yaw units=rad type=f32
 heading_offset parameter
 antenna_offset_x parameter
 antenna_offset_y parameter
 antenna_offset_z parameter
 fix_type estimatorHealth
 vel_ned_valid estimatorHealth
 s_variance_m_s satellites
 c_variance_rad satellites
 eph satellites
 epv satellites
 hdop satellites
 vdop satellites
 satellites_used satellites
 heading_accuracy satellites
 noise_per_ms satellites
 automatic_gain_control satellites
 jamming_indicator satellites
 jamming_state satellites
 spoofing_state satellites
 authentication_state satellites
 time_utc_usec absoluteTime clock=unix unit=us
 timestamp_time_relative structural
 rtcm_injection_rate linkHealth
 rtcm_crc_failed linkHealth
 rtcm_msg_used linkHealth
 selected_rtcm_instance structural
 selected structural
 system_error systemHealth
 device_id deviceIdentity
ekf_gps_position
 timestamp absoluteTime clock=boot unit=us
 lat aircraftPosition group=fix role=latitude units=degE7 type=i32
 lon aircraftPosition group=fix role=longitude units=degE7 type=i32
 alt altitude group=fix role=altitude datum=amsl units=mm type=i32
 alt_ellipsoid altitude
 vel_m_s motion group=fix role=groundSpeed units=m/s type=f32
 vel_n_m_s motion group=fix role=velocityNorth frame=NED units=m/s type=f32
 vel_e_m_s motion group=fix role=velocityEast frame=NED units=m/s type=f32
 vel_d_m_s motion group=fix role=velocityDown frame=NED units=m/s type=f32
 heading heading group=fix role=yaw units=rad type=f32
 heading_offset parameter
 fix_type estimatorHealth
 vel_ned_valid estimatorHealth
 s_variance_m_s satellites
 eph satellites
 epv satellites
 satellites_used satellites
 selected structural
sensor_gnss_status
 timestamp absoluteTime clock=boot unit=us
 device_id deviceIdentity
 quality_corrections satellites
 quality_receiver satellites
 quality_gnss_signals satellites
 quality_post_processing satellites
 quality_available structural
sensor_gnss_relative
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 position relativePosition
 position_length relativePosition
 heading heading
 position_accuracy satellites
 heading_accuracy satellites
 accuracy_length satellites
 time_utc_usec absoluteTime clock=unix unit=us
 device_id deviceIdentity
 reference_station_id deviceIdentity
 gnss_fix_ok estimatorHealth
 differential_solution estimatorHealth
 relative_position_valid estimatorHealth
 carrier_solution_floating estimatorHealth
 carrier_solution_fixed estimatorHealth
 moving_base_mode estimatorHealth
 reference_position_miss estimatorHealth
 reference_observations_miss estimatorHealth
 heading_valid estimatorHealth
 relative_position_normalized estimatorHealth
satellite_info
 timestamp absoluteTime clock=boot unit=us
 count satellites
 svid satellites
 used satellites
 elevation satellites
 azimuth satellites
 snr satellites
 prn satellites
gps_dump
 timestamp absoluteTime clock=boot unit=us
 data opaque
 len structural
 instance structural
 device_id deviceIdentity
gps_inject_data rtcm_corrections rtcm_data rtcm_moving_baseline
 timestamp absoluteTime clock=boot unit=us
 data opaque
 len structural
 flags structural
 device_id deviceIdentity
vehicle_global_position vehicle_global_position_groundtruth estimator_global_position external_ins_global_position aux_global_position
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 lat aircraftPosition group=position role=latitude units=deg type=f64
 lon aircraftPosition group=position role=longitude units=deg type=f64
 alt altitude group=position role=altitude datum=amsl units=m type=f32
 alt_ellipsoid altitude
 vel_n motion group=position role=velocityNorth frame=NED units=m/s type=f32
 vel_e motion group=position role=velocityEast frame=NED units=m/s type=f32
 vel_d motion group=position role=velocityDown frame=NED units=m/s type=f32
 yaw heading group=position role=yaw units=rad type=f32
 pos_d_deriv motion role=velocityDown frame=NED units=m/s type=f32
 delta_lat_lon aircraftPosition
 delta_alt altitude
 pressure_alt pressure
 terrain_alt terrain
 terrain_alt_valid terrain
 delta_terrain terrain
 terrain_reset_counter terrain
 lat_lon_reset_counter estimatorHealth
 alt_reset_counter estimatorHealth
 eph estimatorHealth
 epv estimatorHealth
 evh estimatorHealth
 evv estimatorHealth
 dead_reckoning estimatorHealth
 lat_lon_valid estimatorHealth
 alt_valid estimatorHealth
 time_utc_usec absoluteTime clock=unix unit=us
 id structural
 source structural
vehicle_local_position vehicle_local_position_groundtruth estimator_local_position external_ins_local_position
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x relativePosition group=local role=north frame=NED units=m type=f32
 y relativePosition group=local role=east frame=NED units=m type=f32
 z relativePosition group=height role=down of=height frame=NED units=m type=f32
 vx motion group=velocity role=velocityNorth frame=NED units=m/s type=f32
 vy motion group=velocity role=velocityEast frame=NED units=m/s type=f32
 vz motion group=vertical role=velocityDown frame=NED units=m/s type=f32
 z_deriv motion role=velocityDown frame=NED units=m/s type=f32
 ax motion group=acceleration role=accelerationNorth frame=NED units=m/s/s type=f32
 ay motion group=acceleration role=accelerationEast frame=NED units=m/s/s type=f32
 az motion group=acceleration role=accelerationDown frame=NED units=m/s/s type=f32
 heading heading role=yaw units=rad type=f32
 yaw heading role=yaw units=rad type=f32
 unaided_heading heading
 delta_heading heading
 delta_xy relativePosition
 delta_z relativePosition
 delta_vxy motion
 delta_vz motion
 ref_lat homePosition group=origin role=latitude units=deg type=f64
 ref_lon homePosition group=origin role=longitude units=deg type=f64
 ref_alt homePosition group=origin role=altitude datum=amsl units=m type=f32
 ref_timestamp absoluteTime clock=boot unit=us
 surface_bottom_timestamp absoluteTime clock=boot unit=us
 dist_bottom terrain
 dist_bottom_rate terrain
 dist_bottom_valid terrain
 dist_bottom_var terrain
 delta_dist_bottom terrain
 dist_bottom_reset_counter terrain
 dist_bottom_sensor_bitfield estimatorHealth
 xy_valid estimatorHealth
 z_valid estimatorHealth
 v_xy_valid estimatorHealth
 v_z_valid estimatorHealth
 xy_global estimatorHealth
 z_global estimatorHealth
 heading_good_for_control estimatorHealth
 dead_reckoning estimatorHealth
 xy_reset_counter estimatorHealth
 z_reset_counter estimatorHealth
 vxy_reset_counter estimatorHealth
 vz_reset_counter estimatorHealth
 heading_reset_counter estimatorHealth
 eph estimatorHealth
 epv estimatorHealth
 evh estimatorHealth
 evv estimatorHealth
 heading_var estimatorHealth
 tilt_var estimatorHealth
 vxy_max parameter
 vz_max parameter
 hagl_min parameter
 hagl_max parameter
 hagl_max_z parameter
 hagl_max_xy parameter
 estimator_type structural
vehicle_attitude vehicle_attitude_groundtruth estimator_attitude external_ins_attitude
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 q heading role=quaternion frame=NED type=f32[]
 delta_q_reset heading
 yaw heading role=yaw units=rad type=f32
 R heading
 roll attitude role=roll
 pitch attitude role=pitch
 rollspeed attitude
 pitchspeed attitude
 rollacc attitude
 pitchacc attitude
 yawacc attitude
 g_comp attitude type=f32[]
 yawspeed attitude role=yawRate
 rate_offsets calibration
 rate_vibration vibration
 accel_vibration vibration
 mag_vibration magnetic
 quat_reset_counter estimatorHealth
 R_valid estimatorHealth
 q_valid estimatorHealth
vehicle_angular_velocity vehicle_angular_velocity_groundtruth
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 xyz attitude type=f32[]
 xyz_derivative attitude type=f32[]
vehicle_acceleration vehicle_angular_acceleration vehicle_angular_acceleration_setpoint
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 xyz inertial type=f32[]
vehicle_thrust_setpoint vehicle_thrust_setpoint_virtual_fw vehicle_thrust_setpoint_virtual_mc vehicle_torque_setpoint vehicle_torque_setpoint_virtual_fw vehicle_torque_setpoint_virtual_mc
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 xyz actuators type=f32[]
vehicle_odometry vehicle_visual_odometry vehicle_mocap_odometry estimator_odometry estimator_visual_odometry_aligned vehicle_visual_odometry_aligned
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x relativePosition
 y relativePosition
 position relativePosition
 z relativePosition
 q heading
 q_offset heading
 orientation_variance heading
 vx motion
 vy motion
 vz motion
 velocity motion
 pose_covariance relativePosition
 position_variance relativePosition
 velocity_covariance motion
 velocity_variance motion
 rollspeed attitude
 pitchspeed attitude
 angular_velocity attitude type=f32[]
 yawspeed attitude role=yawRate
 local_frame structural
 velocity_frame structural
 pose_frame structural
 reset_counter estimatorHealth
 quality estimatorHealth
vehicle_vision_attitude
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 q heading
 delta_q_reset heading
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 quat_reset_counter estimatorHealth
vehicle_vision_position
 timestamp absoluteTime clock=boot unit=us
 x relativePosition
 y relativePosition
 z relativePosition
 delta_xy relativePosition
 vx motion
 vy motion
 vz motion
 z_deriv motion
 delta_vxy motion
 delta_vz motion
 ax motion
 ay motion
 az motion
 delta_z relativePosition
 yaw heading
 ref_lat homePosition
 ref_lon homePosition
 ref_alt homePosition
 ref_timestamp absoluteTime clock=boot unit=us
 surface_bottom_timestamp absoluteTime clock=boot unit=us
 dist_bottom terrain
 dist_bottom_rate terrain
 dist_bottom_valid terrain
 xy_valid estimatorHealth
 z_valid estimatorHealth
 v_xy_valid estimatorHealth
 v_z_valid estimatorHealth
 xy_global estimatorHealth
 z_global estimatorHealth
 xy_reset_counter estimatorHealth
 z_reset_counter estimatorHealth
 vxy_reset_counter estimatorHealth
 vz_reset_counter estimatorHealth
 eph estimatorHealth
 epv estimatorHealth
 evh estimatorHealth
 evv estimatorHealth
 vxy_max parameter
 vz_max parameter
 hagl_min parameter
 hagl_max parameter
 estimator_type structural
vision_position_estimate
 timestamp absoluteTime clock=boot unit=us
 x relativePosition
 y relativePosition
 z relativePosition
 vx motion
 vy motion
 vz motion
 q heading
 pos_err estimatorHealth
 ang_err estimatorHealth
 id structural
 timestamp_received absoluteTime clock=boot unit=us
att_pos_mocap
 timestamp absoluteTime clock=boot unit=us
 x relativePosition
 y relativePosition
 z relativePosition
 q heading
 id structural
 timestamp_received absoluteTime clock=boot unit=us
control_state
 timestamp absoluteTime clock=boot unit=us
 x_acc inertial
 y_acc inertial
 z_acc inertial
 horz_acc_mag inertial
 x_vel motion group=velocity role=bodyForward frame=body units=m/s type=f32
 y_vel motion group=velocity role=bodyRight frame=body units=m/s type=f32
 z_vel motion group=velocity role=bodyDown frame=body units=m/s type=f32
 x_pos relativePosition group=place role=north frame=NED units=m type=f32
 y_pos relativePosition group=place role=east frame=NED units=m type=f32
 z_pos relativePosition group=height role=down of=height frame=NED units=m type=f32
 airspeed motion
 airspeed_valid estimatorHealth
 quat_reset_counter estimatorHealth
 vel_variance motion
 pos_variance relativePosition
 q heading role=quaternion frame=NED type=f32[]
 delta_q_reset heading
 roll_rate attitude
 pitch_rate attitude
 yaw_rate attitude role=yawRate
 roll_rate_bias calibration
 pitch_rate_bias calibration
 yaw_rate_bias calibration
home_position
 timestamp absoluteTime clock=boot unit=us
 lat homePosition group=home role=latitude units=deg type=f64
 lon homePosition group=home role=longitude units=deg type=f64
 alt homePosition group=home role=altitude datum=amsl units=m type=f32
 x homePosition group=local role=north frame=NED units=m type=f32
 y homePosition group=local role=east frame=NED units=m type=f32
 z homePosition group=height role=down of=height frame=NED units=m type=f32
 yaw homePosition
 roll homePosition
 pitch homePosition
 direction_x homePosition
 direction_y homePosition
 direction_z homePosition
 valid_alt mode
 valid_hpos mode
 valid_lpos mode
 valid_attitude mode
 manual_home mode
 update_count mode
camera_capture
 timestamp absoluteTime clock=boot unit=us
 lat aircraftPosition group=image role=latitude units=deg type=f64
 lon aircraftPosition group=image role=longitude units=deg type=f64
 alt altitude group=image role=altitude datum=amsl units=m type=f32
 ground_distance terrain
 q heading
 timestamp_utc absoluteTime clock=unix unit=us
 seq deviceIdentity
 result payloadState
 report payloadState
camera_trigger camera_trigger_secondary
 timestamp absoluteTime clock=boot unit=us
 timestamp_utc absoluteTime clock=unix unit=us
 seq deviceIdentity
 feedback payloadState
ekf2_replay
 timestamp absoluteTime clock=boot unit=us
 time_ref absoluteTime clock=boot unit=us
 magnetometer_timestamp absoluteTime clock=boot unit=us
 baro_timestamp absoluteTime clock=boot unit=us
 rng_timestamp absoluteTime clock=boot unit=us
 flow_timestamp absoluteTime clock=boot unit=us
 asp_timestamp absoluteTime clock=boot unit=us
 ev_timestamp absoluteTime clock=boot unit=us
 time_usec absoluteTime clock=boot unit=us
 time_usec_vel absoluteTime clock=boot unit=us
 gyro_integral_dt structural
 accelerometer_integral_dt structural
 flow_time_integral structural
 gyro_rad inertial type=f32[]
 accelerometer_m_s2 inertial type=f32[]
 magnetometer_ga magnetic
 baro_alt_meter pressure
 lat aircraftPosition group=fix role=latitude units=degE7 type=i32
 lon aircraftPosition group=fix role=longitude units=degE7 type=i32
 alt altitude group=fix role=altitude datum=amsl units=mm type=i32
 fix_type estimatorHealth
 vel_ned_valid estimatorHealth
 flow_quality estimatorHealth
 nsats satellites
 eph satellites
 epv satellites
 sacc satellites
 vel_m_s motion group=fix role=groundSpeed units=m/s type=f32
 vel_n_m_s motion group=fix role=velocityNorth of=receiver frame=NED units=m/s type=f32
 vel_e_m_s motion group=fix role=velocityEast of=receiver frame=NED units=m/s type=f32
 vel_d_m_s motion group=fix role=velocityDown frame=NED units=m/s type=f32
 range_to_ground terrain
 flow_pixel_integral motion
 flow_gyro_integral inertial type=f32[]
 indicated_airspeed_m_s motion
 true_airspeed_m_s motion
 pos_ev relativePosition
 quat_ev heading
 pos_err estimatorHealth
 ang_err estimatorHealth
sensor_accel sensor_gyro
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x inertial
 y inertial
 z inertial
 x_integral inertial
 y_integral inertial
 z_integral inertial
 x_raw inertial
 y_raw inertial
 z_raw inertial
 temperature pressure
 temperature_raw pressure
 integral_dt structural type=u32,u64
 samples structural
 range_m_s2 structural
 range_rad_s structural
 scaling calibration
 error_count systemHealth role=total type=u32,u64
 clip_counter vibration role=total type=u8[]
 device_id deviceIdentity
sensor_accel_fifo sensor_gyro_fifo
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x inertial type=i16[]
 y inertial type=i16[]
 z inertial type=i16[]
 dt structural
 scale structural
 samples structural
 rotation structural
 device_id deviceIdentity
sensor_gyro_control
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 xyz inertial type=f32[]
 device_id deviceIdentity
sensor_gyro_fft
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 sensor_sample_rate_hz structural
 resolution_hz structural
 peak_frequencies_x vibration type=f32[]
 peak_frequencies_y vibration type=f32[]
 peak_frequencies_z vibration type=f32[]
 peak_magnitude_x vibration type=u32[],f32[]
 peak_magnitude_y vibration type=u32[],f32[]
 peak_magnitude_z vibration type=u32[],f32[]
 total_energy vibration type=f32[]
 peak_snr_x vibration type=f32[]
 peak_snr_y vibration type=f32[]
 peak_snr_z vibration type=f32[]
 device_id deviceIdentity
sensor_combined
 timestamp absoluteTime clock=boot unit=us
 gyro_rad inertial type=f32[]
 accelerometer_m_s2 inertial type=f32[]
 gyro_integral_dt structural
 accelerometer_timestamp_relative structural
 accelerometer_integral_dt structural
 magnetometer_timestamp_relative structural
 baro_timestamp_relative structural
 magnetometer_ga magnetic
 baro_alt_meter pressure
 baro_temp_celcius pressure
 accelerometer_clipping vibration
 gyro_clipping vibration
 accel_calibration_count structural
 gyro_calibration_count structural
vehicle_imu
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 delta_angle inertial type=f32[]
 delta_velocity inertial type=f32[]
 delta_angle_dt structural
 delta_velocity_dt structural
 calibration_count structural
 accel_calibration_count structural
 gyro_calibration_count structural
 delta_velocity_clipping vibration
 delta_angle_clipping vibration
 accel_device_id deviceIdentity
 gyro_device_id deviceIdentity
vehicle_imu_status
 timestamp absoluteTime clock=boot unit=us
 accel_clipping vibration role=total type=u32[]
 gyro_clipping vibration role=total type=u32[]
 accel_vibration_metric vibration
 gyro_vibration_metric vibration
 gyro_coning_vibration vibration
 delta_angle_coning_metric vibration
 var_accel vibration type=f32[]
 var_gyro vibration type=f32[]
 accel_error_count systemHealth role=total
 gyro_error_count systemHealth role=total
 accel_rate_hz systemHealth
 gyro_rate_hz systemHealth
 accel_raw_rate_hz systemHealth
 gyro_raw_rate_hz systemHealth
 mean_accel inertial type=f32[]
 mean_gyro inertial type=f32[]
 temperature_accel pressure
 temperature_gyro pressure
 accel_device_id deviceIdentity
 gyro_device_id deviceIdentity
sensors_status_imu
 timestamp absoluteTime clock=boot unit=us
 accel_inconsistency_m_s_s systemHealth type=f32[]
 accel_healthy systemHealth type=u8[]
 accel_priority systemHealth type=u8[]
 gyro_inconsistency_rad_s systemHealth type=f32[]
 gyro_healthy systemHealth type=u8[]
 gyro_priority systemHealth type=u8[]
 accel_device_id_primary deviceIdentity
 accel_device_ids deviceIdentity
 gyro_device_id_primary deviceIdentity
 gyro_device_ids deviceIdentity
sensors_status sensors_status_baro sensors_status_mag
 timestamp absoluteTime clock=boot unit=us
 inconsistency pressure
 healthy systemHealth type=u8[]
 priority systemHealth type=u8[]
 enabled systemHealth type=u8[]
 external systemHealth type=u8[]
 device_id_primary deviceIdentity
 device_ids deviceIdentity
sensor_preflight sensor_preflight_imu sensor_preflight_mag
 timestamp absoluteTime clock=boot unit=us
 accel_inconsistency_m_s_s systemHealth
 gyro_inconsistency_rad_s systemHealth
 mag_inconsistency_ga magnetic
 mag_inconsistency_angle magnetic
sensor_selection
 timestamp absoluteTime clock=boot unit=us
 accel_device_id deviceIdentity
 baro_device_id deviceIdentity
 gyro_device_id deviceIdentity
 mag_device_id deviceIdentity
sensor_correction
 timestamp absoluteTime clock=boot unit=us
 gyro_device_ids deviceIdentity
 accel_device_ids deviceIdentity
 baro_device_ids deviceIdentity
 mag_device_ids deviceIdentity
 selected_gyro_instance structural
 selected_accel_instance structural
 selected_baro_instance structural
 gyro_mapping structural type=u8[]
 accel_mapping structural type=u8[]
 baro_mapping structural type=u8[]
 gyro_temperature pressure
 accel_temperature pressure
 baro_temperature pressure
 mag_temperature pressure
 gyro_offset_0 calibration
 gyro_scale_0 calibration
 gyro_offset_1 calibration
 gyro_scale_1 calibration
 gyro_offset_2 calibration
 gyro_scale_2 calibration
 accel_offset_0 calibration
 accel_scale_0 calibration
 accel_offset_1 calibration
 accel_scale_1 calibration
 accel_offset_2 calibration
 accel_scale_2 calibration
 baro_offset_0 calibration
 baro_scale_0 calibration
 baro_offset_1 calibration
 baro_scale_1 calibration
 baro_offset_2 calibration
 baro_scale_2 calibration
 gyro_offset_3 calibration
 accel_offset_3 calibration
 baro_offset_3 calibration
 mag_offset_0 calibration
 mag_offset_1 calibration
 mag_offset_2 calibration
 mag_offset_3 calibration
sensor_mag
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x magnetic shows=presence
 y magnetic
 z magnetic
 x_raw magnetic
 y_raw magnetic
 z_raw magnetic
 temperature pressure
 scaling calibration
 range_ga structural
 is_external structural
 error_count systemHealth role=total type=u32,u64
 device_id deviceIdentity
vehicle_magnetometer
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 magnetometer_ga magnetic shows=presence
 calibration_count structural
 device_id deviceIdentity
magnetometer_bias_estimate
 timestamp absoluteTime clock=boot unit=us
 bias_x calibration
 bias_y calibration
 bias_z calibration
 valid estimatorHealth type=u8[]
 stable estimatorHealth type=u8[]
mag_worker_data
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 x magnetic
 y magnetic
 z magnetic
 done_count mode
 calibration_points_perside mode
 calibration_counter_total mode type=u32[]
 side_data_collected mode type=u8[]
 calibration_interval_perside_us structural type=u64
sensor_baro
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 pressure pressure shows=presence
 altitude pressure
 temperature pressure
 error_count systemHealth role=total type=u32,u64
 device_id deviceIdentity
vehicle_air_data
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 baro_alt_meter pressure
 baro_temp_celcius pressure
 baro_pressure_pa pressure shows=presence
 rho pressure
 eas2tas pressure
 ambient_temperature pressure
 calibration_count structural
 temperature_source structural
 baro_device_id deviceIdentity
sensor_temp
 timestamp absoluteTime clock=boot unit=us
 temperature pressure
 device_id deviceIdentity
sensor_hygrometer
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 temperature pressure
 humidity pressure
 device_id deviceIdentity
differential_pressure
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 differential_pressure_raw_pa pressure
 differential_pressure_filtered_pa pressure
 differential_pressure_pa pressure
 max_differential_pressure_pa pressure
 temperature pressure
 pitot_temperature pressure
 error_count systemHealth role=total type=u32,u64
 device_id deviceIdentity
airspeed
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 indicated_airspeed_m_s motion
 true_airspeed_m_s motion
 true_airspeed_unfiltered_m_s motion
 air_temperature_celsius pressure
 differential_pressure_filtered_pa pressure
 confidence estimatorHealth
airspeed_validated
 timestamp absoluteTime clock=boot unit=us
 calibrated_airspeed_m_s motion role=airspeed units=m/s type=f32
 indicated_airspeed_m_s motion
 equivalent_airspeed_m_s motion
 true_airspeed_m_s motion
 true_ground_minus_wind_m_s motion
 indicated_ground_minus_wind_m_s motion
 equivalent_ground_minus_wind_m_s motion
 calibrated_ground_minus_wind_m_s motion
 calibraded_airspeed_synth_m_s motion
 airspeed_derivative_filtered motion
 selected_airspeed_index estimatorHealth
 airspeed_sensor_measurement_valid estimatorHealth
 airspeed_source estimatorHealth
 throttle_filtered actuators
 pitch_filtered attitude role=pitch
sensor_airflow
 timestamp absoluteTime clock=boot unit=us
 speed motion
 direction motion
 status systemHealth
 device_id deviceIdentity
distance_sensor
 timestamp absoluteTime clock=boot unit=us
 min_distance systemHealth
 max_distance systemHealth
 h_fov systemHealth
 v_fov systemHealth
 current_distance terrain
 covariance terrain
 variance terrain
 signal_quality terrain
 q payloadState type=f32[]
 type structural
 id structural
 orientation structural
 mode structural
 device_id deviceIdentity
distance_sensor_mode_change_request
 timestamp absoluteTime clock=boot unit=us
 request_on_off systemHealth
optical_flow sensor_optical_flow vehicle_optical_flow
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 pixel_flow_x_integral motion
 pixel_flow_y_integral motion
 pixel_flow motion
 gyro_x_rate_integral inertial
 gyro_y_rate_integral inertial
 gyro_z_rate_integral inertial
 delta_angle inertial type=f32[]
 ground_distance_m terrain
 distance_m terrain
 distance_available terrain
 time_since_last_sonar_update terrain
 integration_timespan structural
 integration_timespan_us structural
 frame_count_since_last_readout structural
 delta_angle_available structural
 mode structural
 gyro_temperature pressure
 max_flow_rate systemHealth
 min_ground_distance systemHealth
 max_ground_distance systemHealth
 error_count systemHealth role=total
 sensor_id deviceIdentity
 device_id deviceIdentity
 quality estimatorHealth
filtered_bottom_flow
 timestamp absoluteTime clock=boot unit=us
 sumx motion
 sumy motion
 vx motion
 vy motion
sensor_uwb
 timestamp absoluteTime clock=boot unit=us
 sessionid deviceIdentity
 mac deviceIdentity
 mac_dest deviceIdentity
 time_offset absoluteTime clock=own unit=ms
 counter structural role=total
 orientation structural
 offset_x structural
 offset_y structural
 offset_z structural
 status systemHealth
 nlos systemHealth
 aoa_azimuth_fom systemHealth
 aoa_elevation_fom systemHealth
 aoa_dest_azimuth_fom systemHealth
 aoa_dest_elevation_fom systemHealth
 distance relativePosition
 aoa_azimuth_dev relativePosition
 aoa_elevation_dev relativePosition
 aoa_azimuth_resp relativePosition
 aoa_elevation_resp relativePosition
uwb_distance
 timestamp absoluteTime clock=boot unit=us
 time_uwb_ms absoluteTime clock=own unit=ms
 time_offset absoluteTime clock=own unit=ms
 sessionid deviceIdentity
 counter structural role=total
 status systemHealth
 nlos systemHealth type=u8[]
 anchor_distance relativePosition
 aoafirst relativePosition
 position relativePosition
uwb_grid
 timestamp absoluteTime clock=boot unit=us
 initator_time structural
 num_anchors structural
 target_gps thirdPartyPosition
 target_pos thirdPartyPosition
 anchor_pos_0 thirdPartyPosition
 anchor_pos_1 thirdPartyPosition
 anchor_pos_2 thirdPartyPosition
 anchor_pos_3 thirdPartyPosition
 anchor_pos_4 thirdPartyPosition
 anchor_pos_5 thirdPartyPosition
 anchor_pos_6 thirdPartyPosition
 anchor_pos_7 thirdPartyPosition
 anchor_pos_8 thirdPartyPosition
 anchor_pos_9 thirdPartyPosition
 anchor_pos_10 thirdPartyPosition
 anchor_pos_11 thirdPartyPosition
ranging_beacon
 timestamp absoluteTime clock=boot unit=us
 timestamp_sample absoluteTime clock=boot unit=us
 beacon_id structural
 sequence_nr structural role=total
 alt_type structural
 carrier_freq structural
 range relativePosition
 lat thirdPartyPosition
 lon thirdPartyPosition
 alt thirdPartyPosition
 hacc satellites
 vacc satellites
 range_accuracy satellites
 status systemHealth
obstacle_distance obstacle_distance_fused
 timestamp absoluteTime clock=boot unit=us
 distances terrain
 min_distance systemHealth
 max_distance systemHealth
 sensor_type structural
 frame structural
 increment structural
 angle_offset heading
adc_report
 timestamp absoluteTime clock=boot unit=us
 channel_value opaque
 raw_data opaque
 channel_id structural type=i16[]
 resolution structural
 v_ref structural
 device_id deviceIdentity
rpm
 timestamp absoluteTime clock=boot unit=us
 indicated_frequency_rpm actuators
 estimated_accurancy_rpm actuators
 rpm_estimate actuators
 rpm_raw actuators
wheel_encoders
 timestamp absoluteTime clock=boot unit=us
 encoder_position relativePosition
 wheel_angle relativePosition
 speed motion
 wheel_speed motion
 pulses_per_rev parameter
pwm_input
 timestamp absoluteTime clock=boot unit=us
 pulse_width opaque
 period opaque
 error_count systemHealth role=total type=u64
pps_capture
 timestamp absoluteTime clock=boot unit=us
 rtc_timestamp absoluteTime clock=unix unit=us
 pps_rate_exceeded_counter systemHealth role=total
battery_status
 timestamp absoluteTime clock=boot unit=us
 voltage_v power
 voltage_filtered_v power
 current_a power
 current_filtered_a power
 average_current_a power
 current_average_a power
 average_power power
 nominal_voltage power
 discharged_mah power role=total
 remaining power role=total
 cell_count power
 connected power
 warning power
 scale power
 temperature power
 voltage_cell_v power type=f32[]
 max_cell_voltage_delta power
 is_powering_off power
 is_required power
 faults power
 custom_faults power
 mode power
 run_time_to_empty power role=total
 average_time_to_empty power role=total
 average_time_to_full power role=total
 time_remaining_s power role=total
 available_energy power role=total
 remaining_capacity power role=total
 remaining_capacity_wh power role=total
 capacity power
 design_capacity power
 full_charge_capacity_wh power
 state_of_health power
 max_error power
 interface_error power role=total
 cycle_count power
 over_discharge_count power
 internal_resistance_estimate power
 ocv_estimate power
 ocv_estimate_filtered power
 voltage_prediction power
 prediction_error power
 estimation_covariance_norm power
 volt_based_soc_estimate power role=total
 system_source structural
 source structural
 priority structural
 id structural role=batteryId
 serial_number deviceIdentity
 manufacture_date deviceIdentity
battery_info
 timestamp absoluteTime clock=boot unit=us
 id structural
 serial_number deviceIdentity
power_monitor
 timestamp absoluteTime clock=boot unit=us
 voltage_v power
 current_a power
 power_w power
 rconf power
 rsv power
 rbv power
 rp power
 rc power
 rcal power
 me power
 al power
system_power
 timestamp absoluteTime clock=boot unit=us
 voltage5V_v power
 voltage3V3_v power
 voltage5v_v power
 voltage3v3_v power
 sensors3v3 power type=f32[]
 voltage_payload_v power
 usb_connected power
 brick_valid power
 servo_valid power
 periph_5V_OC power
 hipower_5V_OC power
 v3v3_valid power
 usb_valid power
 periph_5v_oc power
 hipower_5v_oc power
 sensors3v3_valid power
 comp_5v_valid power
 can1_gps1_5v_valid power
 payload_v_valid power
servorail_status
 timestamp absoluteTime clock=boot unit=us
 voltage_v power
 rssi_v power
generator_status
 timestamp absoluteTime clock=boot unit=us
 status power type=u64
 battery_current power
 load_current power
 power_generated power
 bus_voltage power
 bat_current_setpoint power
 generator_speed power
 rectifier_temperature power
 generator_temperature power
 runtime absoluteTime clock=own unit=s
 time_until_maintenance deviceIdentity
fuel_tank_status
 timestamp absoluteTime clock=boot unit=us
 maximum_fuel_capacity power
 fuel_consumption_rate power
 temperature power
 consumed_fuel power role=total
 remaining_fuel power role=total
 percent_remaining power role=total
 fuel_tank_id structural
 fuel_type structural
internal_combustion_engine_status
 timestamp absoluteTime clock=boot unit=us
 state actuators
 substate actuators
 flags actuators
 engine_load_percent actuators
 engine_speed_rpm actuators
 spark_dwell_time_ms actuators
 throttle_position_percent actuators
 ignition_timing_deg actuators
 injection_time_ms actuators
 coolant_temperature actuators
 oil_pressure actuators
 oil_temperature actuators
 fuel_pressure actuators
 cylinder_head_temperature actuators
 exhaust_gas_temperature actuators
 lambda_coefficient actuators
 pid_idle_rpm_integral actuators
 atmospheric_pressure_kpa pressure
 intake_manifold_pressure_kpa pressure
 intake_manifold_temperature pressure
 fuel_consumption_rate_cm3pm power
 estimated_consumed_fuel_volume_cm3 power role=total
 ecu_index structural
 spark_plug_usage structural
internal_combustion_engine_control
 timestamp absoluteTime clock=boot unit=us
 ignition_on actuators
 throttle_control actuators
 choke_control actuators
 starter_engine_control actuators
 user_request actuators
heater_status
 timestamp absoluteTime clock=boot unit=us
 heater_on systemHealth
 temperature_target_met systemHealth
 controller_period_usec systemHealth
 mode systemHealth
 temperature_source systemHealth
 temperature_activation_threshold_met systemHealth
 temperature_sensor pressure
 controller_time_on_usec pressure
 proportional_value pressure
 integrator_value pressure
 feed_forward_value pressure
 heater_current pressure
 temperature_target parameter
 nominal_multiplier parameter
 supply_voltage power
 device_id deviceIdentity
esc_report
 timestamp absoluteTime clock=boot unit=us
 esc_vendor structural
 esc_address structural
 actuator_function structural
 esc_cmdcount structural role=total
 esc_errorcount actuators role=total
 esc_rpm actuators
 esc_setpoint actuators
 esc_setpoint_raw actuators
 esc_state actuators
 failures actuators
 esc_power actuators
 esc_temperature actuators
 motor_temperature actuators
 esc_voltage power
 esc_current power
 esc_version firmwareIdentity
esc_status
 timestamp absoluteTime clock=boot unit=us
 esc[*].timestamp absoluteTime clock=boot unit=us
 counter structural role=total
 esc_count structural
 esc_connectiontype structural
 esc_online_flags actuators
 esc_armed_flags actuators
 esc[*].esc_vendor structural
 esc[*].esc_address structural
 esc[*].actuator_function structural
 esc[*].esc_cmdcount structural role=total
 esc[*].esc_errorcount actuators role=total
 esc[*].esc_rpm actuators
 esc[*].esc_setpoint actuators
 esc[*].esc_setpoint_raw actuators
 esc[*].esc_state actuators
 esc[*].failures actuators
 esc[*].esc_power actuators
 esc[*].esc_temperature actuators
 esc[*].motor_temperature actuators
 esc[*].esc_voltage power
 esc[*].esc_current power
 esc[*].esc_version firmwareIdentity
esc_eeprom_read esc_eeprom_write
 timestamp absoluteTime clock=boot unit=us
 firmware firmwareIdentity
 index structural
 length structural
 write_mask structural type=u32[]
 data opaque
hil_sensor
 timestamp absoluteTime clock=boot unit=us
 gyro_raw inertial type=i16[]
 gyro_rad_s inertial type=f32[]
 accelerometer_raw inertial type=i16[]
 accelerometer_m_s2 inertial type=f32[]
 gyro1_raw inertial type=i16[]
 gyro1_rad_s inertial type=f32[]
 accelerometer1_raw inertial type=i16[]
 accelerometer1_m_s2 inertial type=f32[]
 gyro2_raw inertial type=i16[]
 gyro2_rad_s inertial type=f32[]
 accelerometer2_raw inertial type=i16[]
 accelerometer2_m_s2 inertial type=f32[]
 magnetometer_raw magnetic
 magnetometer_ga magnetic
 magnetometer1_raw magnetic
 magnetometer1_ga magnetic
 magnetometer2_raw magnetic
 magnetometer2_ga magnetic
 accelerometer_timestamp absoluteTime clock=boot unit=us
 magnetometer_timestamp absoluteTime clock=boot unit=us
 gyro1_timestamp absoluteTime clock=boot unit=us
 accelerometer1_timestamp absoluteTime clock=boot unit=us
 magnetometer1_timestamp absoluteTime clock=boot unit=us
 gyro2_timestamp absoluteTime clock=boot unit=us
 accelerometer2_timestamp absoluteTime clock=boot unit=us
 magnetometer2_timestamp absoluteTime clock=boot unit=us
 baro_timestamp absoluteTime clock=boot unit=us
 baro1_timestamp absoluteTime clock=boot unit=us
 differential_pressure_timestamp absoluteTime clock=boot unit=us
 differential_pressure1_timestamp absoluteTime clock=boot unit=us
 gyro_errcount systemHealth role=total
 accelerometer_errcount systemHealth role=total
 magnetometer_errcount systemHealth role=total
 gyro1_errcount systemHealth role=total
 accelerometer1_errcount systemHealth role=total
 magnetometer1_errcount systemHealth role=total
 gyro2_errcount systemHealth role=total
 accelerometer2_errcount systemHealth role=total
 magnetometer2_errcount systemHealth role=total
 gyro_temp pressure
 accelerometer_temp pressure
 magnetometer_temp pressure
 gyro1_temp pressure
 accelerometer1_temp pressure
 magnetometer1_temp pressure
 gyro2_temp pressure
 accelerometer2_temp pressure
 magnetometer2_temp pressure
 baro_pres_mbar pressure
 baro_alt_meter pressure
 baro_temp_celcius pressure
 baro1_pres_mbar pressure
 baro1_alt_meter pressure
 baro1_temp_celcius pressure
 differential_pressure_pa pressure
 differential_pressure_filtered_pa pressure
 differential_pressure1_pa pressure
 differential_pressure1_filtered_pa pressure
 mcu_temp_celcius pressure
 accelerometer_mode structural
 accelerometer_range_m_s2 structural
 magnetometer_mode structural
 magnetometer_range_ga structural
 magnetometer_cuttoff_freq_hz structural
 adc_voltage_v opaque
 adc_mapping opaque
input_rc
 timestamp absoluteTime clock=boot unit=us
 timestamp_publication absoluteTime clock=boot unit=us
 timestamp_last_signal absoluteTime clock=boot unit=us
 channel_count structural
 input_source structural
 rssi linkHealth
 rssi_dbm linkHealth
 link_quality linkHealth
 link_snr linkHealth
 rc_failsafe linkHealth
 rc_lost linkHealth
 rc_lost_frame_count linkHealth
 rc_total_frame_count linkHealth
 rc_ppm_frame_length linkHealth
 rc_frame_rate linkHealth
 values radioControl type=u16[]
rc_channels
 timestamp absoluteTime clock=boot unit=us
 timestamp_last_valid absoluteTime clock=boot unit=us
 channels radioControl type=f32[]
 channel_count structural
 function parameter
 rssi linkHealth
 signal_lost linkHealth
 frame_drop_count linkHealth
rc_parameter_map
 timestamp absoluteTime clock=boot unit=us
 valid structural type=u8[]
 param_index structural type=i32[]
 param_id parameter
 scale parameter
 value0 parameter
 value_min parameter
 value_max parameter
radio_status
 timestamp absoluteTime clock=boot unit=us
 rssi linkHealth
 remote_rssi linkHealth
 txbuf linkHealth
 noise linkHealth
 remote_noise linkHealth
 rxerrors linkHealth
 fix linkHealth
cellular_status
 timestamp absoluteTime clock=boot unit=us
 status linkHealth
 failure_reason linkHealth
 type linkHealth
 quality linkHealth
 id linkHealth
 link_tx_rate linkHealth
 link_rx_rate linkHealth
 rx_level linkHealth
 tx_level linkHealth
 rx_quality linkHealth
 sinr linkHealth
 mcc aircraftPosition
 mnc aircraftPosition
 lac aircraftPosition
 cell_tower_id aircraftPosition
 band_number aircraftPosition
 band_frequency aircraftPosition
 channel_number aircraftPosition
iridiumsbd_status
 timestamp absoluteTime clock=boot unit=us
 last_heartbeat absoluteTime clock=past unit=us
 last_at_ok_timestamp absoluteTime clock=past unit=us
 tx_buf_write_index linkHealth
 rx_buf_read_index linkHealth
 rx_buf_end_index linkHealth
 failed_sbd_sessions linkHealth
 successful_sbd_sessions linkHealth
 num_tx_buf_reset linkHealth
 signal_quality linkHealth
 state linkHealth
 ring_pending linkHealth
 tx_buf_write_pending linkHealth
 tx_session_pending linkHealth
 rx_read_pending linkHealth
 rx_session_pending linkHealth
vehicle_status
 timestamp absoluteTime clock=boot unit=us
 nav_state mode
 nav_state_user_intention mode
 nav_state_display mode
 arming_state mode
 hil_state mode
 failsafe mode
 failsafe_and_user_took_over mode
 failsafe_defer_state mode
 executor_in_charge mode
 latest_arming_reason mode
 latest_disarming_reason mode
 valid_nav_states_mask mode
 can_set_nav_states_mask mode
 mission_failure mode
 auto_mission_available mode
 rc_input_mode mode
 accepts_offboard_setpoints mode
 in_transition_mode mode
 in_transition_to_fw mode
 vtol_fw_permanent_stab mode
 safety_button_available mode
 safety_off mode
 calibration_enabled mode
 rc_calibration_in_progress mode
 pre_flight_checks_pass mode
 geofence_violated geofence
 system_type structural
 system_id structural
 component_id structural
 is_rotary_wing structural
 is_vtol structural
 is_vtol_tailsitter structural
 vehicle_type structural
 nav_state_timestamp absoluteTime clock=boot unit=us
 failsafe_timestamp absoluteTime clock=boot unit=us
 armed_time absoluteTime clock=boot unit=us
 takeoff_time absoluteTime clock=boot unit=us
 rc_signal_lost linkHealth
 data_link_lost linkHealth
 data_link_lost_counter linkHealth
 high_latency_data_link_active linkHealth
 high_latency_data_link_lost linkHealth
 gcs_connection_lost linkHealth
 gcs_connection_lost_counter linkHealth
 engine_failure systemHealth
 engine_failure_cmd systemHealth
 onboard_control_sensors_present systemHealth type=u32,u64
 onboard_control_sensors_enabled systemHealth type=u32,u64
 onboard_control_sensors_health systemHealth type=u32,u64
 failure_detector_status systemHealth
 aspd_check_failing systemHealth
 aspd_fault_declared systemHealth
 aspd_use_inhibit systemHealth
 aspd_fail_rtl systemHealth
 parachute_system_present systemHealth
 parachute_system_healthy systemHealth
 avoidance_system_required systemHealth
 avoidance_system_valid systemHealth
 open_drone_id_system_present systemHealth
 open_drone_id_system_healthy systemHealth
 traffic_avoidance_system_present systemHealth
 arspd_check_level estimatorHealth
 load_factor_ratio inertial
 power_input_valid power
 usb_connected power
vehicle_status_flags
 timestamp absoluteTime clock=boot unit=us
 conditions systemHealth
 circuit_breakers systemHealth
 other_flags systemHealth
 condition_calibration_enabled systemHealth
 condition_system_sensors_initialized systemHealth
 condition_system_hotplug_timeout systemHealth
 condition_system_returned_to_home systemHealth
 condition_auto_mission_available systemHealth
 condition_global_position_valid systemHealth
 condition_home_position_valid systemHealth
 condition_local_position_valid systemHealth
 condition_local_velocity_valid systemHealth
 condition_local_altitude_valid systemHealth
 condition_power_input_valid systemHealth
 circuit_breaker_engaged_power_check systemHealth
 circuit_breaker_engaged_airspd_check systemHealth
 circuit_breaker_engaged_enginefailure_check systemHealth
 circuit_breaker_engaged_gpsfailure_check systemHealth
 circuit_breaker_flight_termination_disabled systemHealth
 circuit_breaker_engaged_usb_check systemHealth
 circuit_breaker_engaged_posfailure_check systemHealth
 offboard_control_signal_found_once systemHealth
 offboard_control_signal_lost systemHealth
 offboard_control_set_by_command systemHealth
 offboard_control_loss_timeout systemHealth
 rc_signal_found_once systemHealth
 rc_input_blocked systemHealth
 rc_calibration_valid systemHealth
 vtol_transition_failure systemHealth
 usb_connected systemHealth
 condition_battery_healthy systemHealth
 avoidance_system_required systemHealth
 avoidance_system_valid systemHealth
 condition_escs_error systemHealth
 circuit_breaker_vtol_fw_arming_check systemHealth
 condition_angular_velocity_valid systemHealth
 condition_attitude_valid systemHealth
 condition_escs_failure systemHealth
 sd_card_detected_once systemHealth
 rc_calibration_in_progress systemHealth
 parachute_system_present systemHealth
 parachute_system_healthy systemHealth
 mode_req_angular_velocity systemHealth
 mode_req_attitude systemHealth
 mode_req_local_position systemHealth
 mode_req_local_position_relaxed systemHealth
 mode_req_global_position systemHealth
 mode_req_local_alt systemHealth
 mode_req_mission systemHealth
 mode_req_offboard_signal systemHealth
 mode_req_home_position systemHealth
 mode_req_prevent_arming systemHealth
 mode_req_other systemHealth
 calibration_enabled systemHealth
 pre_flight_checks_pass systemHealth
 auto_mission_available systemHealth
 angular_velocity_valid systemHealth
 attitude_valid systemHealth
 local_altitude_valid systemHealth
 local_position_valid systemHealth
 local_position_valid_relaxed systemHealth
 local_velocity_valid systemHealth
 global_position_valid systemHealth
 gps_position_valid systemHealth
 home_position_valid systemHealth
 battery_low_remaining_time systemHealth
 battery_unhealthy systemHealth
 battery_warning systemHealth
 system_sensors_initialized systemHealth
 system_hotplug_timeout systemHealth
 power_input_valid systemHealth
 battery_healthy systemHealth
 escs_error systemHealth
 escs_failure systemHealth
 position_reliant_on_gps systemHealth
 position_reliant_on_optical_flow systemHealth
 position_reliant_on_vision_position systemHealth
 dead_reckoning systemHealth
 flight_terminated systemHealth
failsafe_flags
 timestamp absoluteTime clock=boot unit=us
 geofence_breached geofence
 primary_geofence_breached geofence
 mode_req_angular_velocity systemHealth
 mode_req_attitude systemHealth
 mode_req_local_alt systemHealth
 mode_req_local_position systemHealth
 mode_req_local_position_relaxed systemHealth
 mode_req_global_position systemHealth
 mode_req_mission systemHealth
 mode_req_offboard_signal systemHealth
 mode_req_home_position systemHealth
 mode_req_wind_and_flight_time_compliance systemHealth
 mode_req_prevent_arming systemHealth
 mode_req_manual_control systemHealth
 mode_req_other systemHealth
 angular_velocity_invalid systemHealth
 attitude_invalid systemHealth
 local_altitude_invalid systemHealth
 local_position_invalid systemHealth
 local_position_invalid_relaxed systemHealth
 local_velocity_invalid systemHealth
 global_position_invalid systemHealth
 auto_mission_missing systemHealth
 offboard_control_signal_lost systemHealth
 home_position_invalid systemHealth
 manual_control_signal_lost systemHealth
 gcs_connection_lost systemHealth
 battery_warning systemHealth
 battery_low_remaining_time systemHealth
 battery_unhealthy systemHealth
 mission_failure systemHealth
 vtol_fixed_wing_system_failure systemHealth
 wind_limit_exceeded systemHealth
 flight_time_limit_exceeded systemHealth
 local_position_accuracy_low systemHealth
 fd_critical_failure systemHealth
 fd_esc_arming_failure systemHealth
 fd_imbalanced_prop systemHealth
 fd_motor_failure systemHealth
 navigator_failure systemHealth
 mode_req_global_position_relaxed systemHealth
 global_position_invalid_relaxed systemHealth
 position_accuracy_low systemHealth
 parachute_unhealthy systemHealth
 fd_alt_loss systemHealth
 remote_id_unhealthy systemHealth
 gnss_lost systemHealth
 traffic_avoidance_unhealthy systemHealth
failure_detector_status
 timestamp absoluteTime clock=boot unit=us
 imbalanced_prop_metric actuators
 fd_roll systemHealth
 fd_pitch systemHealth
 fd_alt systemHealth
 fd_ext systemHealth
 fd_arm_escs systemHealth
 fd_high_wind systemHealth
 fd_battery systemHealth
 fd_imbalanced_prop systemHealth
 fd_motor systemHealth
 motor_failure_mask systemHealth
 motor_stop_mask systemHealth
failure_injection
 timestamp absoluteTime clock=boot unit=us
 count mode
 unit mode type=u8[]
 instance_mask mode type=u16[]
 failure_type mode type=u8[]
vehicle_control_mode
 timestamp absoluteTime clock=boot unit=us
 flag_armed mode
 flag_multicopter_position_control_enabled mode
 flag_control_manual_enabled mode
 flag_control_auto_enabled mode
 flag_control_offboard_enabled mode
 flag_control_position_enabled mode
 flag_control_velocity_enabled mode
 flag_control_altitude_enabled mode
 flag_control_climb_rate_enabled mode
 flag_control_acceleration_enabled mode
 flag_control_attitude_enabled mode
 flag_control_rates_enabled mode
 flag_control_allocation_enabled mode
 flag_control_termination_enabled mode
 source_id mode
 flag_external_manual_override_ok mode
 flag_system_hil_enabled mode
 flag_control_rattitude_enabled mode
 flag_control_force_enabled mode
 flag_control_fixed_hdg_enabled mode
 flag_control_yawrate_override_enabled mode
 flag_sysid_maneuver_active mode
config_control_setpoints
 timestamp absoluteTime clock=boot unit=us
 flag_armed mode
 flag_multicopter_position_control_enabled mode
 flag_control_manual_enabled mode
 flag_control_auto_enabled mode
 flag_control_offboard_enabled mode
 flag_control_position_enabled mode
 flag_control_velocity_enabled mode
 flag_control_altitude_enabled mode
 flag_control_climb_rate_enabled mode
 flag_control_acceleration_enabled mode
 flag_control_attitude_enabled mode
 flag_control_rates_enabled mode
 flag_control_allocation_enabled mode
 flag_control_termination_enabled mode
 source_id mode
commander_state
 timestamp absoluteTime clock=boot unit=us
 main_state mode
 main_state_changes mode role=total
vehicle_land_detected
 timestamp absoluteTime clock=boot unit=us
 alt_max altitude
 landed mode
 freefall mode
 ground_contact mode
 maybe_landed mode
 in_ground_effect mode
 in_descend mode
 has_low_throttle mode
 vertical_movement mode
 horizontal_movement mode
 close_to_ground_or_skipped_check mode
 at_rest mode
 rotational_movement mode
flight_phase_estimation
 timestamp absoluteTime clock=boot unit=us
 flight_phase mode
offboard_control_mode
 timestamp absoluteTime clock=boot unit=us
 ignore_thrust mode
 ignore_attitude mode
 ignore_bodyrate mode
 ignore_position mode
 ignore_velocity mode
 ignore_acceleration_force mode
 ignore_alt_hold mode
 ignore_bodyrate_x mode
 ignore_bodyrate_y mode
 ignore_bodyrate_z mode
 position mode
 velocity mode
 acceleration mode
 attitude mode
 body_rate mode
 actuator mode
 thrust_and_torque mode
 direct_actuator mode
action_request
 timestamp absoluteTime clock=boot unit=us
 action mode
 source mode
 mode mode
safety
 timestamp absoluteTime clock=boot unit=us
 safety_switch_available mode
 safety_off mode
 override_available mode
 override_enabled mode
button_event safety_button
 timestamp absoluteTime clock=boot unit=us
 triggered mode
power_button_state
 timestamp absoluteTime clock=boot unit=us
 event mode
arming_check_request
 timestamp absoluteTime clock=boot unit=us
 request_id structural role=total
 valid_registrations_mask structural
event
 timestamp absoluteTime clock=boot unit=us
 id mode
 event_sequence structural role=total
 log_levels systemHealth
 arguments opaque
arming_check_reply
 timestamp absoluteTime clock=boot unit=us
 events[*].timestamp absoluteTime clock=boot unit=us
 request_id structural role=total
 registration_id structural
 num_events structural
 events[*].id mode
 events[*].event_sequence structural role=total
 events[*].log_levels systemHealth
 events[*].arguments opaque
 health_component_index systemHealth
 health_component_is_present systemHealth
 health_component_warning systemHealth
 health_component_error systemHealth
 can_arm_and_run systemHealth
 mode_req_angular_velocity systemHealth
 mode_req_attitude systemHealth
 mode_req_local_alt systemHealth
 mode_req_local_position systemHealth
 mode_req_local_position_relaxed systemHealth
 mode_req_global_position systemHealth
 mode_req_mission systemHealth
 mode_req_home_position systemHealth
 mode_req_prevent_arming systemHealth
 mode_req_manual_control systemHealth
 mode_req_global_position_relaxed systemHealth
health_report
 timestamp absoluteTime clock=boot unit=us
 can_arm_mode_flags systemHealth type=u64
 can_run_mode_flags systemHealth type=u64
 health_is_present_flags systemHealth type=u64
 health_warning_flags systemHealth type=u64
 health_error_flags systemHealth type=u64
 arming_check_warning_flags systemHealth type=u64
 arming_check_error_flags systemHealth type=u64
register_ext_component_request register_ext_component_reply unregister_ext_component
 timestamp absoluteTime clock=boot unit=us
 name freeText
 request_id structural type=u64
 arming_check_id structural
 mode_id structural
 mode_executor_id structural
 px4_ros2_api_version firmwareIdentity
 register_arming_check mode
 register_mode mode
 register_mode_executor mode
 enable_replace_internal_mode mode
 replace_internal_mode mode
 activate_mode_immediately mode
 not_user_selectable mode
 request_offboard_setpoints mode
 success mode
setpoint_config setpoint_config_reply
 timestamp absoluteTime clock=boot unit=us
 type mode
 source_id mode
 should_apply mode
 timeout_ms mode
 result mode
 mode_req_angular_velocity mode
 mode_req_attitude mode
 mode_req_local_alt mode
 mode_req_local_position mode
config_overrides config_overrides_request config_overrides_confirm
 timestamp absoluteTime clock=boot unit=us
 disable_auto_disarm mode
 defer_failsafes mode
 defer_failsafes_timeout_s mode
 source_type mode
 source_id mode
 disable_auto_set_home mode
message_format_request message_format_response
 timestamp absoluteTime clock=boot unit=us
 protocol_version firmwareIdentity
 topic_name firmwareIdentity
 message_hash firmwareIdentity
 success mode
cpuload
 timestamp absoluteTime clock=boot unit=us
 load systemHealth
 ram_usage systemHealth
task_stack_info
 timestamp absoluteTime clock=boot unit=us
 stack_free systemHealth
 task_name freeText
logger_status
 timestamp absoluteTime clock=boot unit=us
 type structural
 backend structural
 write_rate_kb_s systemHealth
 dropouts systemHealth role=total
 message_gaps systemHealth role=total
 buffer_used_bytes systemHealth
 buffer_size_bytes systemHealth
 num_messages systemHealth
 is_logging systemHealth
 total_written_kb deviceIdentity
px4io_status
 timestamp absoluteTime clock=boot unit=us
 free_memory_bytes systemHealth
 status_outputs_armed systemHealth
 status_override systemHealth
 status_rc_ok systemHealth
 status_rc_ppm systemHealth
 status_rc_dsm systemHealth
 status_rc_sbus systemHealth
 status_fmu_ok systemHealth
 status_raw_pwm systemHealth
 status_mixer_ok systemHealth
 status_arm_sync systemHealth
 status_init_ok systemHealth
 status_failsafe systemHealth
 status_safety_off systemHealth
 status_fmu_initialized systemHealth
 status_rc_st24 systemHealth
 status_rc_sumd systemHealth
 status_safety_button_event systemHealth
 alarm_vbatt_low systemHealth
 alarm_temperature systemHealth
 alarm_servo_current systemHealth
 alarm_acc_current systemHealth
 alarm_fmu_lost systemHealth
 alarm_rc_lost systemHealth
 alarm_pwm_error systemHealth
 alarm_vservo_fault systemHealth
 arming_io_arm_ok systemHealth
 arming_fmu_armed systemHealth
 arming_fmu_prearmed systemHealth
 arming_manual_override_ok systemHealth
 arming_failsafe_custom systemHealth
 arming_inair_restart_ok systemHealth
 arming_always_pwm_enable systemHealth
 arming_rc_handling_disabled systemHealth
 arming_lockdown systemHealth
 arming_force_failsafe systemHealth
 arming_termination_failsafe systemHealth
 arming_override_immediate systemHealth
 arming_termination systemHealth
 voltage_v power
 rssi_v linkHealth
 actuators actuators type=i16[]
 servos actuators type=u16[]
 pwm actuators type=u16[]
 pwm_disarmed actuators type=u16[]
 pwm_failsafe actuators type=u16[]
 pwm_rate_hz actuators type=u16[]
 raw_inputs radioControl type=u16[]
subsystem_info
 timestamp absoluteTime clock=boot unit=us
 present systemHealth
 enabled systemHealth
 ok systemHealth
 subsystem_type systemHealth type=u64
onboard_computer_status
 timestamp absoluteTime clock=boot unit=us
 uptime absoluteTime clock=own unit=ms
 type structural
 cpu_cores systemHealth type=u8[]
 cpu_combined systemHealth type=u8[]
 gpu_cores systemHealth type=u8[]
 gpu_combined systemHealth type=u8[]
 temperature_core systemHealth type=i8[]
 fan_speed systemHealth type=i16[]
 ram_usage systemHealth
 ram_total systemHealth
 storage_type systemHealth type=u32[]
 temperature_board pressure
 storage_usage deviceIdentity
 storage_total deviceIdentity
 link_type linkHealth type=u32[]
 link_tx_rate linkHealth type=u32[]
 link_rx_rate linkHealth type=u32[]
 link_tx_max linkHealth type=u32[]
 link_rx_max linkHealth type=u32[]
telemetry_heartbeat
 timestamp absoluteTime clock=boot unit=us
 system_id structural
 component_id structural
 type structural
 state linkHealth
telemetry_status
 timestamp absoluteTime clock=boot unit=us
 heartbeats[*].timestamp absoluteTime clock=boot unit=us
 heartbeat_time absoluteTime clock=boot unit=us
 telem_time absoluteTime clock=boot unit=us
 type structural
 system_id structural
 component_id structural
 remote_system_id structural
 remote_component_id structural
 remote_type structural
 mavlink_v2 structural
 heartbeats[*].system_id structural
 heartbeats[*].component_id structural
 heartbeats[*].type structural
 heartbeats[*].state linkHealth
 rssi linkHealth
 remote_rssi linkHealth
 rxerrors linkHealth
 fixed linkHealth
 noise linkHealth
 remote_noise linkHealth
 txbuf linkHealth
 remote_system_status linkHealth
 mode linkHealth
 flow_control linkHealth
 forwarding linkHealth
 ftp linkHealth
 streams linkHealth
 data_rate linkHealth
 rate_multiplier linkHealth
 rate_rx linkHealth
 rate_tx linkHealth
 rate_txerr linkHealth
 tx_rate_avg linkHealth
 tx_error_rate_avg linkHealth
 tx_message_count linkHealth
 tx_buffer_overruns linkHealth
 rx_rate_avg linkHealth
 rx_message_count linkHealth
 rx_message_count_supported linkHealth
 rx_message_lost_count linkHealth
 rx_buffer_overruns linkHealth
 rx_parse_errors linkHealth
 rx_packet_drop_count linkHealth
 rx_message_lost_rate linkHealth
 heartbeat_type_antenna_tracker linkHealth
 heartbeat_type_gcs linkHealth
 heartbeat_type_onboard_controller linkHealth
 heartbeat_type_gimbal linkHealth
 heartbeat_type_adsb linkHealth
 heartbeat_type_camera linkHealth
 heartbeat_component_telemetry_radio linkHealth
 heartbeat_component_log linkHealth
 heartbeat_component_osd linkHealth
 heartbeat_component_obstacle_avoidance linkHealth
 heartbeat_component_vio linkHealth
 heartbeat_component_pairing_manager linkHealth
 heartbeat_component_udp_bridge linkHealth
 heartbeat_component_uart_bridge linkHealth
 avoidance_system_healthy linkHealth
 heartbeat_type_parachute linkHealth
 parachute_system_healthy linkHealth
 heartbeat_type_open_drone_id linkHealth
 open_drone_id_system_healthy linkHealth
 heartbeat_type_flarm linkHealth
can_interface_status
 timestamp absoluteTime clock=boot unit=us
 interface structural
 io_errors linkHealth type=u64
 frames_tx linkHealth type=u64
 frames_rx linkHealth type=u64
dronecan_node_status
 timestamp absoluteTime clock=boot unit=us
 node_id structural
 uptime_sec absoluteTime clock=own unit=s
 health systemHealth
 mode systemHealth
 vendor_specific_status_code systemHealth
 sub_mode opaque
device_information
 timestamp absoluteTime clock=boot unit=us
 device_type structural
 vendor_name deviceIdentity
 model_name deviceIdentity
 device_id deviceIdentity
 serial_number deviceIdentity
 name deviceIdentity
 firmware_version firmwareIdentity
 hardware_version firmwareIdentity
uavcan_firmware_update
 timestamp absoluteTime clock=boot unit=us
 pending_updates systemHealth
uavcan_parameter_request uavcan_parameter_value
 timestamp absoluteTime clock=boot unit=us
 message_type structural
 node_id structural
 param_index structural
 param_count structural
 param_type structural
 param_id parameter
 int_value parameter
 real_value parameter
parameter_set_value_request parameter_primary_set_value_request parameter_remote_set_value_request
 timestamp absoluteTime clock=boot unit=us
 parameter_index parameter
 int_value parameter
 float_value parameter
parameter_set_value_response parameter_primary_set_value_response parameter_remote_set_value_response
 timestamp absoluteTime clock=boot unit=us
 parameter_index parameter
 request_timestamp absoluteTime clock=boot unit=us
parameter_reset_request parameter_set_used_request
 timestamp absoluteTime clock=boot unit=us
 parameter_index parameter
 reset_all parameter
parameter_update
 timestamp absoluteTime clock=boot unit=us
 saved mode
 instance parameter
 get_count parameter
 set_count parameter
 find_count parameter
 export_count parameter
 active parameter
 changed parameter
 custom_default parameter
 dummy opaque
log_message mavlink_log
 timestamp absoluteTime clock=boot unit=us
 severity systemHealth
 text freeText role=text type=char[]
 text freeText type=u8[]
ulog_stream
 timestamp absoluteTime clock=boot unit=us
 data opaque
 length structural
 first_message_offset structural
 sequence structural role=total
 flags structural
 msg_sequence structural role=total
ulog_stream_ack
 timestamp absoluteTime clock=boot unit=us
 sequence structural role=total
 msg_sequence structural role=total
mavlink_tunnel esc_serial_passthru io_serial_passthru
 timestamp absoluteTime clock=boot unit=us
 payload opaque
 payload_type structural
 target_system structural
 target_component structural
 payload_length structural
buffer128 voxl2_io_data
 timestamp absoluteTime clock=boot unit=us
 len structural
 data opaque
dataman_request dataman_response
 timestamp absoluteTime clock=boot unit=us
 data opaque
 client_id structural
 request_type structural
 item structural
 index structural
 data_length structural
 status structural
qshell_req
 timestamp absoluteTime clock=boot unit=us
 string freeText
 cmd freeText
 strlen freeText
 sequence structural role=total
 request_sequence structural role=total
qshell_retval
 timestamp absoluteTime clock=boot unit=us
 return_value systemHealth
 sequence structural role=total
 return_sequence structural role=total
debug_array debug_key_value debug_value debug_vect
 timestamp absoluteTime clock=boot unit=us
 timestamp_ms absoluteTime clock=boot unit=ms
 timestamp_us absoluteTime clock=boot unit=us
 id freeText
 name freeText
 data freeText
 key freeText
 value freeText
 ind freeText
 x freeText
 y freeText
 z freeText
orb_test orb_multitest orb_test_large orb_test_medium orb_test_medium_multi orb_test_medium_queue orb_test_medium_queue_poll orb_test_medium_wrap_around
 timestamp absoluteTime clock=boot unit=us
 val opaque
 junk opaque
ping
 timestamp absoluteTime clock=boot unit=us
 ping_time absoluteTime clock=own unit=us
 ping_sequence structural role=total
 system_id structural
 component_id structural
 dropped_packets linkHealth
 rtt_ms linkHealth
timesync
 timestamp absoluteTime clock=boot unit=us
 sys_id structural
 seq structural role=total
 tc1 absoluteTime clock=own unit=ns
 ts1 absoluteTime clock=own unit=ns
time_offset
 timestamp absoluteTime clock=boot unit=us
 offset_ns absoluteTime clock=gps unit=ns
timesync_status
 timestamp absoluteTime clock=boot unit=us
 remote_timestamp absoluteTime clock=own unit=us
 observed_offset absoluteTime clock=gps unit=us
 estimated_offset absoluteTime clock=gps unit=us
 round_trip_time linkHealth
 source_protocol structural
tune_control
 timestamp absoluteTime clock=boot unit=us
 tune_id payloadState
 tune_override payloadState
 frequency payloadState
 duration payloadState
 silence payloadState
 strength payloadState
 volume payloadState
led_control
 timestamp absoluteTime clock=boot unit=us
 led_mask payloadState
 color payloadState
 mode payloadState
 num_blinks payloadState
 priority payloadState
gpio_config gpio_in gpio_out gpio_request
 timestamp absoluteTime clock=boot unit=us
 device_id deviceIdentity
 mask opaque
 state opaque
 config opaque
vtx
 timestamp absoluteTime clock=boot unit=us
 protocol payloadState
 device payloadState
 mode payloadState
 band payloadState
 channel payloadState
 frequency payloadState
 band_letter payloadState
 power_level payloadState
 band_name freeText
 power_label freeText
nfs_up
 timestamp absoluteTime clock=boot unit=us
`;
