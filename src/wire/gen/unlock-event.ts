// Written by generate.ts from proto/unlock_event.proto. Do not edit.
// @ts-nocheck: pbjs writes JavaScript.
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = {};

export const flightveil = $root.flightveil = (() => {

    const flightveil = {};

    flightveil.v1 = (function() {

        const v1 = {};

        v1.UnlockEvent = (function() {

            const UnlockEvent = function (properties) {
                this.evidence = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            UnlockEvent.prototype.kind = "";
            UnlockEvent.prototype.timeUs = null;
            UnlockEvent.prototype.evidence = $util.emptyArray;
            UnlockEvent.prototype.about = null;
            UnlockEvent.prototype.areaCode = null;
            UnlockEvent.prototype.zoneSource = null;
            UnlockEvent.prototype.licence = null;
            UnlockEvent.prototype.flight = null;
            UnlockEvent.prototype.device = null;
            UnlockEvent.prototype.person = null;
            UnlockEvent.prototype.entry = null;
            UnlockEvent.prototype.version = 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_timeUs", {
                get: $util.oneOfGetter($oneOfFields = ["timeUs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_about", {
                get: $util.oneOfGetter($oneOfFields = ["about"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_areaCode", {
                get: $util.oneOfGetter($oneOfFields = ["areaCode"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_zoneSource", {
                get: $util.oneOfGetter($oneOfFields = ["zoneSource"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_licence", {
                get: $util.oneOfGetter($oneOfFields = ["licence"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_flight", {
                get: $util.oneOfGetter($oneOfFields = ["flight"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_device", {
                get: $util.oneOfGetter($oneOfFields = ["device"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_person", {
                get: $util.oneOfGetter($oneOfFields = ["person"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockEvent.prototype, "_entry", {
                get: $util.oneOfGetter($oneOfFields = ["entry"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            UnlockEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(10).string(message.kind);
                if (message.timeUs != null && $Object.hasOwnProperty.call(message, "timeUs"))
                    writer.uint32(16).uint64(message.timeUs);
                if (message.evidence != null && message.evidence.length)
                    for (let i = 0; i < message.evidence.length; ++i)
                        writer.uint32(26).string(message.evidence[i]);
                if (message.about != null && $Object.hasOwnProperty.call(message, "about"))
                    writer.uint32(34).string(message.about);
                if (message.areaCode != null && $Object.hasOwnProperty.call(message, "areaCode"))
                    writer.uint32(42).string(message.areaCode);
                if (message.zoneSource != null && $Object.hasOwnProperty.call(message, "zoneSource"))
                    $root.flightveil.v1.ZoneSource.encode(message.zoneSource, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.licence != null && $Object.hasOwnProperty.call(message, "licence"))
                    writer.uint32(58).string(message.licence);
                if (message.flight != null && $Object.hasOwnProperty.call(message, "flight"))
                    writer.uint32(66).string(message.flight);
                if (message.device != null && $Object.hasOwnProperty.call(message, "device"))
                    writer.uint32(74).string(message.device);
                if (message.person != null && $Object.hasOwnProperty.call(message, "person"))
                    writer.uint32(82).string(message.person);
                if (message.entry != null && $Object.hasOwnProperty.call(message, "entry"))
                    writer.uint32(88).uint64(message.entry);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(120).uint32(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            UnlockEvent.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.flightveil.v1.UnlockEvent();
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
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.timeUs = reader.uint64();
                            message._timeUs = "timeUs";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.evidence && message.evidence.length))
                                message.evidence = [];
                            message.evidence.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.about = reader.stringVerify();
                            message._about = "about";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.areaCode = reader.stringVerify();
                            message._areaCode = "areaCode";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.zoneSource = $root.flightveil.v1.ZoneSource.decode(reader, reader.size(), $undefined, _depth + 1, message.zoneSource);
                            message._zoneSource = "zoneSource";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.licence = reader.stringVerify();
                            message._licence = "licence";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.flight = reader.stringVerify();
                            message._flight = "flight";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.device = reader.stringVerify();
                            message._device = "device";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.person = reader.stringVerify();
                            message._person = "person";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            message.entry = reader.uint64();
                            message._entry = "entry";
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

            return UnlockEvent;
        })();

        v1.ZoneSource = (function() {

            const ZoneSource = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ZoneSource.prototype.name = "";
            ZoneSource.prototype.version = "";

            ZoneSource.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(18).string(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ZoneSource.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.flightveil.v1.ZoneSource();
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
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
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

            return ZoneSource;
        })();

        return v1;
    })();

    return flightveil;
})();
