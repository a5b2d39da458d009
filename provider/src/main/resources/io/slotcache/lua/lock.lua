--[[
  Takes a soft lock on an entry and removes the entry; the same call again extends the lock.

  KEYS[3]  entry
  ARGV[1]  name of the entry, <region>:<id>     ARGV[2]  region     ARGV[3]  stripe
  ARGV[4]  lock id     ARGV[5]  time until the lock expires, ms
  ARGV[6]  term and ARGV[7] sequence of the session's stamp, "" for none
  ARGV[8]  contact that the master must have     ARGV[9]  time since the beginning of a hold from which the lock of a promoted master counts, ms

  Returns {term or "", sequence, 1 if everybody who reads sees the lock, 1 if the lock is clean}: clean means that the holder may publish
  its value at the unlock, because its session has seen all that was committed before.
]]
local name, region, stripe, id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local field = "l:" .. name
local at = now()
local deadline = at + tonumber(ARGV[5])
local list = live(field, redis.call("HGET", c, field), at)
local own
for _, holder in ipairs(list) do
  if holder.id == id then
    own = holder
  end
end
if own then
  own.deadline = math.max(own.deadline, deadline)
  -- Other holders have made it unclean themselves; a bulk statement in between has not.
  own.clean = own.clean and ownsTerm() and regionUntouched(region, ARGV[6], ARGV[7])
else
  -- Before the own bump, which would refuse every session's value.
  local clean = refusal(at, name, region, stripe, ARGV[6], ARGV[7]) == nil and ownsTerm()
  invalidated(field, stripe)
  for _, holder in ipairs(list) do
    holder.clean = false
  end
  own = {id = id, deadline = deadline, clean = clean}
  list[#list + 1] = own
  removeEntry()
end
write(field, stripe, list)
noteDeadline(own.deadline)
local leased = refresh()
local c0 = redis.call("HMGET", c, "t", "s")
return {c0[1] or "", tonumber(c0[2]), seenByAll(at, leased, ARGV[8], tonumber(ARGV[9])) and 1 or 0, own.clean and 1 or 0}
