--[[
  Releases a lock on a region in this partition; entries of the region stay void.

  ARGV[1]  region, "*" for all     ARGV[2]  lock id

  Returns {term or "", sequence}.
]]
local field = "R:" .. ARGV[1]
local rest = {}
for _, holder in ipairs(live(field, redis.call("HGET", c, field), now())) do
  if holder.id ~= ARGV[2] then
    rest[#rest + 1] = holder
  end
end
write(field, "", rest)
local s = invalidated(field, "")
refresh()
return {redis.call("HGET", c, "t") or "", s}
