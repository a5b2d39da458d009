--[[
  Extends locks whose transaction still runs. A lock that is gone stays gone: its holder must not believe that it held throughout.

  ARGV[1]  time until the locks expire, ms
  ARGV[2]  field of the first lock (l:<entry>, R:<region> or, of a table, h:<table>)     ARGV[3]  its lock id     and so on in pairs

  Returns the number of locks extended.
]]
local at = now()
local deadline = at + tonumber(ARGV[1])
local extended = 0
for i = 2, #ARGV, 2 do
  local ofTable = string.sub(ARGV[i], 1, 2) == "h:"
  local field = ofTable and ARGV[i] .. "|" .. ARGV[i + 1] or ARGV[i]
  local value = redis.call("HGET", c, field)
  if value and ofTable then
    redis.call("HSET", c, field, int(math.max(tonumber(value), deadline)))
    extended = extended + 1
  elseif value then
    local list = live(ARGV[i], value, at)
    for _, holder in ipairs(list) do
      if holder.id == ARGV[i + 1] then
        holder.deadline = math.max(holder.deadline, deadline)
        local _, stripe = parse(value)
        write(ARGV[i], stripe, list)
        extended = extended + 1
      end
    end
  end
end
refresh()
return {extended}
