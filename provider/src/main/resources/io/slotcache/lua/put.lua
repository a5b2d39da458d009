--[[
  Stores what a session loaded, unless it may be older than a commit.

  KEYS[3]  entry
  ARGV[1]  name of the entry     ARGV[2]  region     ARGV[3]  stripe
  ARGV[4]  term and ARGV[5] sequence of the session's stamp, "" for none
  ARGV[6]  time to live of the entry, ms
  ARGV[7]  head and ARGV[8] tail of the entry's frame
  ARGV[9]  "1" to replace a current entry (cache mode REFRESH, a row just inserted), though not newer results of a query; "2" whatever is there
  ARGV[10] time after which an entry goes that nobody read, ms; "0" for none

  Returns {1 stored, 2 kept what was there, 0 refused; the refusal's reason or ""}.
]]
local at = now()
local why = refusal(at, ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
if why then
  -- An expired lock that was met has bumped the sequence.
  refresh()
  return {0, why}
end
local term, head, tail = ARGV[4], ARGV[7], ARGV[8]

-- Tail: fingerprint (8 bytes), order (8 bytes), checksum (4 bytes), body. Bits 0 and 1 of byte 4 of the head tell what the order is of: 0 nothing, 1 a version, 2 the stamp of a
-- query's tables, whose term the body begins with.
local orderedBy = string.byte(head, 4) % 4

local function newer(mine, theirs)
  local m1, m2 = struct.unpack(">I4I4", mine)
  local t1, t2 = struct.unpack(">I4I4", theirs)
  return m1 > t1 or (m1 == t1 and m2 > t2)
end

-- The header, a stamp's term, and the deadline behind the body if bit 2 announces one. What is shorter nobody reads.
local shortest = (orderedBy == 2 and 76 or 54) + (string.byte(head, 4) >= 4 and 8 or 0)

local s = tonumber(redis.call("HGET", c, "s") or "0")

-- Whether what is there is of this mapping and term, and no eviction has voided it. One of a sequence that is still to come was never written like this, and
-- its readers may not take it.
local function isCurrent(there)
  if #there < shortest or string.sub(there, 1, 4) ~= head or string.sub(there, 5, 26) ~= term
      or string.sub(there, 35, 42) ~= string.sub(tail, 1, 8) then
    return false
  end
  local written = struct.unpack(">I8", string.sub(there, 27, 34))
  if written < 0 or written > s then
    return false
  end
  local evicted = redis.call("HMGET", c, "G:" .. ARGV[2], "G:*")
  return (not evicted[1] or written >= tonumber(evicted[1])) and (not evicted[2] or written >= tonumber(evicted[2]))
end

-- Whether what is there stays. Of a query's results even a refresh leaves the newer ones, which a session that lags would only void.
local function isKept(there)
  local mine, theirs = string.sub(tail, 9, 16), string.sub(there, 43, 50)
  if orderedBy ~= 2 then
    return not (orderedBy == 1 and newer(mine, theirs))
  end
  return string.sub(there, 55, 76) == string.sub(tail, 21, 42) and (newer(theirs, mine) or (ARGV[9] == "0" and mine == theirs))
end

if ARGV[9] == "0" or (ARGV[9] == "1" and orderedBy == 2) then
  local there = redis.call("GETRANGE", KEYS[3], 0, 83)
  if isCurrent(there) and isKept(there) then
    return {2, ""}
  end
end
store(at, head, term, s, tail, ARGV[6], ARGV[10])
return {1, ""}
