--[[
  Lets an entry that was read live on, but never beyond its time to live. What is gone stays gone.

  KEYS[3]  entry
  ARGV[1]  time after which an entry goes that nobody read, ms

  Returns {1 if it lives longer now}.
]]
-- Bit 2 of byte 4 of the frame: the entry ends with the server time at which its time to live is over.
local flags = redis.call("GETRANGE", KEYS[3], 3, 3)
if flags == "" or string.byte(flags) % 8 < 4 or redis.call("STRLEN", KEYS[3]) < 58 then
  return {0}
end
local left = struct.unpack(">I8", redis.call("GETRANGE", KEYS[3], -8, -1)) - now()
if left <= 0 then
  return {0}
end
return {redis.call("PEXPIRE", KEYS[3], int(math.min(tonumber(ARGV[1]), left)), "GT")}
