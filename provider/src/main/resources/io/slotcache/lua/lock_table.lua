--[[
  Takes a lock on a table, which voids the results of its queries; the same call again extends the lock. However many hold it, this costs the same.

  ARGV[1]  name of the table     ARGV[2]  lock id     ARGV[3]  time until the lock expires, ms
  ARGV[4]  contact that the master must have     ARGV[5]  time since the beginning of a hold from which the lock of a promoted master counts, ms

  Returns {term or "", sequence, 1 if everybody who reads sees the lock}.
]]
local name, holder = ARGV[1], "h:" .. ARGV[1] .. "|" .. ARGV[2]
local at = now()
local deadline = at + tonumber(ARGV[3])
if redis.call("HSET", c, holder, int(deadline)) == 1 then
  redis.call("HINCRBY", c, "l:" .. name, 1)
  invalidated("l:" .. name, name)
end
noteDeadline(deadline)
local leased = refresh()
local c0 = redis.call("HMGET", c, "t", "s")
return {c0[1] or "", tonumber(c0[2]), seenByAll(at, leased, ARGV[4], tonumber(ARGV[5])) and 1 or 0}
