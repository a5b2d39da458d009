--[[
  Releases a lock on a table; results of sessions that opened before stay void.

  ARGV[1]  name of the table     ARGV[2]  lock id

  Returns {term or "", sequence}.
]]
local s = leaveTable(ARGV[1], ARGV[2])
refresh()
return {redis.call("HGET", c, "t") or "", s}
