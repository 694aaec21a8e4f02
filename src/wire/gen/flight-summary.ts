// Written by generate.ts from proto/flight_summary.proto. Do not edit.
// @ts-nocheck: pbjs writes JavaScript.
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = {};

export const flightveil = $root.flightveil = (() => {

    const flightveil = {};

    flightveil.v1 = (function() {

        const v1 = {};

        v1.FlightSummary = (function() {

            const FlightSummary = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            FlightSummary.prototype.durationMin = null;
            FlightSummary.prototype.distanceM = null;
            FlightSummary.prototype.heightAboveStartM = null;
            FlightSummary.prototype.batteryUsedPercent = null;
            FlightSummary.prototype.version = 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FlightSummary.prototype, "_durationMin", {
                get: $util.oneOfGetter($oneOfFields = ["durationMin"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FlightSummary.prototype, "_distanceM", {
                get: $util.oneOfGetter($oneOfFields = ["distanceM"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FlightSummary.prototype, "_heightAboveStartM", {
                get: $util.oneOfGetter($oneOfFields = ["heightAboveStartM"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FlightSummary.prototype, "_batteryUsedPercent", {
                get: $util.oneOfGetter($oneOfFields = ["batteryUsedPercent"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            FlightSummary.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.durationMin != null && $Object.hasOwnProperty.call(message, "durationMin"))
                    writer.uint32(8).uint32(message.durationMin);
                if (message.distanceM != null && $Object.hasOwnProperty.call(message, "distanceM"))
                    writer.uint32(16).uint32(message.distanceM);
                if (message.heightAboveStartM != null && $Object.hasOwnProperty.call(message, "heightAboveStartM"))
                    writer.uint32(24).sint32(message.heightAboveStartM);
                if (message.batteryUsedPercent != null && $Object.hasOwnProperty.call(message, "batteryUsedPercent"))
                    writer.uint32(32).uint32(message.batteryUsedPercent);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(120).uint32(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            FlightSummary.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flightveil.v1.FlightSummary();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.durationMin = reader.uint32();
                            message._durationMin = "durationMin";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.distanceM = reader.uint32();
                            message._distanceM = "distanceM";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.heightAboveStartM = reader.sint32();
                            message._heightAboveStartM = "heightAboveStartM";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.batteryUsedPercent = reader.uint32();
                            message._batteryUsedPercent = "batteryUsedPercent";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FlightSummary;
        })();

        return v1;
    })();

    return flightveil;
})();
