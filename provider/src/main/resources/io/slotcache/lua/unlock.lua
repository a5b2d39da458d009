--[[
  Releases a soft lock and publishes the holder's value if nothing else can have changed the row.

  KEYS[3]  entry
  ARGV[1]  name of the entry     ARGV[2]  region     ARGV[3]  stripe     ARGV[4]  lock id
  ARGV[5]  term and ARGV[6] sequence of the session's stamp, "" for none
  ARGV[7]  time to live of the entry, ms; "0" for no value
  ARGV[8]  head and ARGV[9] tail of the entry's frame
  ARGV[10] time after which an entry goes that nobody read, ms; "0" for none

  Returns {term or "", sequence, 1 if the value was published}.
]]
local name, region, stripe, id = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local field = "l:" .. name
local at = now()
local list = live(field, redis.call("HGET", c, field), at)
local own, rest = nil, {}
for _, holder in ipairs(list) do
  if holder.id == id then
    own = holder
  else
    rest[#rest + 1] = holder
  end
end
local publish = false
if KEYS[3] and ARGV[7] ~= "0" and own and own.clean and #rest == 0 then
  write(field, stripe, rest)
  -- The lock bumped the stripe, so of the refusal rule the term and the region's part remain.
  publish = regionUntouched(region, ARGV[5], ARGV[6])
elseif own then
  write(field, stripe, rest)
end
local s = invalidated(field, stripe)
local term = redis.call("HGET", c, "t")
if publish then
  store(at, ARGV[8], term, s, ARGV[9], ARGV[7], ARGV[10])
else
  removeEntry()
end
refresh()
return {term or "", s, publish and 1 or 0}
