--[[
  Removes an entry at once, whatever transaction is open. Locks stay, but their holders may not publish what they hold.

  KEYS[3]  entry
  ARGV[1]  name of the entry     ARGV[2]  stripe
  ARGV[3]  contact that proves this master     ARGV[4]  time after which a promoted master proves something, ms

  Returns {term or "", sequence, 1 if nobody reads the entry from now on}.
]]
local field = "l:" .. ARGV[1]
local at = now()
local list = live(field, redis.call("HGET", c, field), at)
if #list > 0 then
  for _, holder in ipairs(list) do
    holder.clean = false
  end
  write(field, ARGV[2], list)
end
local s = invalidated(field, ARGV[2])
removeEntry()
local leased = refresh()
return {redis.call("HGET", c, "t") or "", s, seenByAll(at, leased, ARGV[3], tonumber(ARGV[4])) and 1 or 0}
