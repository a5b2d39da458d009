--[[
  Takes a lock on a region in this partition and voids its entries; the same call again extends the lock.

  ARGV[1]  region, "*" for all     ARGV[2]  lock id     ARGV[3]  time until the lock expires, ms
  ARGV[4]  contact that the master must have     ARGV[5]  time since the beginning of a hold from which the lock of a promoted master counts, ms

  Returns {term or "", sequence, 1 if everybody who reads sees the lock}.
]]
local field = "R:" .. ARGV[1]
local at = now()
local deadline = at + tonumber(ARGV[3])
local list = live(field, redis.call("HGET", c, field), at)
local own
for _, holder in ipairs(list) do
  if holder.id == ARGV[2] then
    own = holder
    own.deadline = math.max(own.deadline, deadline)
  end
end
if not own then
  own = {id = ARGV[2], deadline = deadline, clean = false}
  list[#list + 1] = own
  invalidated(field, "")
end
write(field, "", list)
noteDeadline(own.deadline)
local leased = refresh()
local c0 = redis.call("HMGET", c, "t", "s")
return {c0[1] or "", tonumber(c0[2]), seenByAll(at, leased, ARGV[4], tonumber(ARGV[5])) and 1 or 0}
