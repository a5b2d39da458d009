--[[
  Voids all entries of a region in this partition by noting when; nothing is searched for or deleted.

  ARGV[1]  region, "*" for all
  ARGV[2]  contact that proves this master     ARGV[3]  time after which a promoted master proves something, ms

  Returns {term or "", sequence, 1 if nobody reads what was there from now on}.
]]
local s = invalidated("R:" .. ARGV[1], "")
local leased = refresh()
return {redis.call("HGET", c, "t") or "", s, seenByAll(now(), leased, ARGV[2], tonumber(ARGV[3])) and 1 or 0}
