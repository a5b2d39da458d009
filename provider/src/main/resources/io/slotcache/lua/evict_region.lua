--[[
  Voids all entries of a region in this partition by noting when; nothing is searched for or deleted.

  ARGV[1]  region, "*" for all

  Returns {term or "", sequence}.
]]
local s = invalidated("R:" .. ARGV[1], "")
refresh()
return {redis.call("HGET", c, "t") or "", s}
