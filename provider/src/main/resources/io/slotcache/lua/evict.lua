--[[
  Removes an entry at once, whatever transaction is open. Locks stay, but their holders may not publish what they hold.

  KEYS[3]  entry
  ARGV[1]  name of the entry     ARGV[2]  stripe

  Returns {term or "", sequence}.
]]
local field = "l:" .. ARGV[1]
local list = live(field, redis.call("HGET", c, field), now())
if #list > 0 then
  for _, holder in ipairs(list) do
    holder.clean = false
  end
  write(field, ARGV[2], list)
end
local s = invalidated(field, ARGV[2])
redis.call("UNLINK", KEYS[3])
refresh()
return {redis.call("HGET", c, "t") or "", s}
