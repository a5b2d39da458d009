/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   Entries: one key, WRITERS transactions that change its row, READERS sessions that load it, in mode strict. The partition is partition.pml's.

   Property: no entry is there to be read, on any node that answers reads, that is older than the last commit, or was never committed. A session that
   begins now and reads now would be served it: so this is the promise, without a process that reads.

   More abstractions, and why they are sound:

   Sessions. A reader takes its stamp and its database snapshot in one step: a snapshot taken later would hold a newer value under the same stamp, and a
   newer value is never a worse one. So what holds here holds under snapshot isolation and under READ COMMITTED. It stores what it loaded at any later time,
   with or without having missed in the cache before (queries load entities with no get).

   Commits. The value of a row is the number of commits that changed it. DB row locks are left out: more orders of commits than a database allows. A
   writer's state is the whole row if no other commit lies between its load and its own; else (@DynamicUpdate) it is BAD, and BAD must never be served.

   Calls. A request reaches its master at any later time (pipelines, slow networks), an unlock or put perhaps never. JVMs crash at any step, which is to
   go no further. A lock that is not acknowledged, or not proven, is asked for again or its transaction is rolled back. */

#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef READERS
#define READERS 1
#endif
#ifndef INSERT
#define INSERT 0        /* 1: the row is not there at first; one session inserts it, without a lock, and stores it */
#endif
#ifndef RAW
#define RAW 0           /* 1: one change of the row behind Hibernate's back, committed, then evicted */
#endif

/* Rules of sessions; as built. */
#ifndef STAMP
#define STAMP 2         /* 0 none: nothing is compared but locks and the term; 1 taken at the miss, after the snapshot; 2 older than the snapshot */
#endif
#ifndef SNAPSHOT
#define SNAPSHOT 1      /* with STAMP 1: 0 reads the row after the stamp, as under READ COMMITTED */
#endif
#ifndef LOCK
#define LOCK 1          /* 0: an eviction before the commit; 2: an eviction after it (a deleted row's natural id as Hibernate does it) */
#endif
#ifndef AWAIT
#define AWAIT 1         /* 0: commits without waiting for the lock */
#endif
#ifndef RECHECK
#define RECHECK 1       /* a lock older than V is asked for again before the commit */
#endif
#ifndef CLEAN
#define CLEAN 1         /* 2: whether an unlock may publish is decided at the unlock: sole holder and right term; 0 the same, not even sole */
#endif
#ifndef TICKETS
#define TICKETS 1       /* 0: the last value given is published, whatever change came after it */
#endif
#ifndef UNKNOWN
#define UNKNOWN 1       /* after an unknown outcome the lock stays until its deadline; 0: it is released */
#endif
#ifndef EXTEND
#define EXTEND 1        /* extends only what is there; 0: puts back a lock that expired */
#endif
#ifndef REPLACE
#define REPLACE 1       /* a put that replaces is refused like others */
#endif
#ifndef EXPIRY_BUMPS
#define EXPIRY_BUMPS 1  /* removing an expired lock counts as an invalidation */
#endif
#ifndef LATE_PUTS
#define LATE_PUTS 1     /* what a transaction loads is stored after its commit (decision 0002) */
#endif
#ifndef EVICT_UNCLEANS
#define EVICT_UNCLEANS 1
#endif
#ifndef EVICT_PROOF
#define EVICT_PROOF 1   /* an eviction is done only when all who read see it, as a lock (decision 0020) */
#endif

#define SESSIONS (WRITERS + READERS + INSERT)
#define NONE 255
#define BAD 0

byte entry[2] = NONE;
byte db = 1;            /* the row: number of commits; with INSERT 1 it is not there */
byte promised = 1;      /* older than that nothing may be served */
bool raw;               /* a change that Hibernate did not see is committed, but not evicted yet: what lacks it may be served */

#define VOID_ENTRIES(n) entry[n] = NONE
#define CLEAR_MORE(n) entry[n] = NONE
#define COPY_MORE entry[other] = entry[legit]
#define COPY_LEASE skip
#define KEPT_LEASE skip
#define DROP_MORE(n) skip
#define LOSE_MORE skip
#define LEASE_SHOWS_ALL(n) skip
#include "partition.pml"

#define servable(n) (leased(n) && entry[n] != NONE)
#define wrong(n) (servable(n) && ((entry[n] < promised && !(entry[n] == BAD && raw)) || entry[n] > db))

inline lockEntry(n, i) {
  if
  :: held[n] & bit(i)
  :: else ->
     clean[n] = passes(n, i);
     invalidated(n);
     held[n] = held[n] | bit(i);
     entry[n] = NONE
  fi;
  refresh(n);
  prove(n)
}

inline evictEntry(n) {
  invalidated(n);
  entry[n] = NONE;
  if
  :: EVICT_UNCLEANS -> clean[n] = 0
  :: else
  fi;
  refresh(n);
  prove(n)
}

#if CLEAN == 1
#define trusted(n, i) (held[n] == bit(i) && clean[n])
#elif CLEAN == 2
#define trusted(n, i) (held[n] == bit(i))
#else
#define trusted(n, i) (held[n] & bit(i))
#endif

inline unlockEntry(n, i, value) {
  if
  :: value != NONE && trusted(n, i) && t[n] != 0 && t[n] == stampTerm -> entry[n] = value
  :: else -> entry[n] = NONE
  fi;
  held[n] = held[n] & ~bit(i);
  clean[n] = 0;
  invalidated(n);
  refresh(n)
}

#if STAMP == 0
#define passesPut(n, i) (t[n] != 0 && held[n] == 0)
#else
#define passesPut(n, i) passes(n, i)
#endif

/* A current entry is kept or replaced: by the rule both are the same value. */
inline putEntry(n, i, value, replace) {
  if
  :: passesPut(n, i) || (!REPLACE && replace && t[n] != 0) ->
     if
     :: entry[n] == NONE -> entry[n] = value
     :: entry[n] != NONE
     :: entry[n] != NONE -> entry[n] = value
     fi
  :: else
  fi
}

proctype Writer(byte i) {
  byte loaded, value = NONE, stampTerm;
  atomic { db > 0 -> takeStamp(i); stampTerm = t[n_]; loaded = db };
  do
#if LOCK == 1
  :: atomic { phase[i] == 0 || phase[i] == 3 -> pickWriter(); lockEntry(n_, i); phase[i] = proven_ }
#elif LOCK == 0
  :: atomic { phase[i] == 0 -> pickWriter(); evictEntry(n_); phase[i] = 1 }
#endif
  :: atomic { (LOCK == 2 || !AWAIT) && phase[i] == 0 -> phase[i] = 1 }
  :: atomic { checked(i) -> phase[i] = 3 }
  :: atomic { checked(i) && !UNKNOWN -> pickWriter(); unlockEntry(n_, i, NONE) }
  :: atomic { checked(i) || (phase[i] == 3 && !RECHECK) ->
       if
       :: loaded == db -> value = db + 1
       :: else -> value = BAD
       fi;
       /* another change of the row may have followed, of which Hibernate brings no state */
       if
       :: TICKETS -> value = NONE
       :: !TICKETS -> value = BAD
       :: true
       fi;
       db++; promised = db; break }
  :: break       /* rolled back */
  :: goto ended  /* the JVM crashes */
  od;
  atomic { phase[i] = 0; loaded = 0 };
  if
#if LOCK == 1
  :: atomic { pickWriter(); unlockEntry(n_, i, value) }
#elif LOCK == 2
  :: atomic { pickWriter(); evictEntry(n_) }
#endif
  :: true        /* it does not arrive, or there is no JVM any more to send it */
  fi;
ended:
  atomic { phase[i] = 0; stampTerm = 0; value = 0; loaded = 0 }
}

proctype Reader(byte i) {
  byte value;
#if STAMP == 1
  atomic { db > 0 -> value = db };
  atomic { takeStamp(i);
    if
    :: SNAPSHOT
    :: !SNAPSHOT -> value = db
    fi }
#else
  atomic { db > 0 -> takeStamp(i); value = db };
#endif
  atomic { pickWriter(); putEntry(n_, i, value, 1); value = 0 }
}

/* Whose locks expire: those of the dead, and those of the living that are not within the bound of their last check. */
proctype Locks() {
end:
  do
  :: atomic { held[legit] != 0 ->
       if
       :: (held[legit] & 1) && (!checked(0) || !BOUNDED) -> k_ = 1
       :: WRITERS > 1 && (held[legit] & 2) && (!checked(1) || !BOUNDED) -> k_ = 2
       fi;
       held[legit] = held[legit] & ~k_; clean[legit] = 0; k_ = 0;
       if
       :: EXPIRY_BUMPS -> invalidated(legit)
       :: else
       fi;
       refresh(legit) }
  :: atomic { !EXTEND && phase[0] == 3 && held[legit] == 0 -> held[legit] = 1; clean[legit] = 1 }
  od
}

#if INSERT
proctype Inserter(byte i) {
  atomic { takeStamp(i) };
  if
  :: atomic { !LATE_PUTS -> pickWriter(); putEntry(n_, i, 1, 1) }
  :: true
  fi;
  if
  :: atomic { db = 1; promised = 1 }
  :: goto rolledBack
  fi;
  atomic { pickWriter(); putEntry(n_, i, 1, 1) };
rolledBack: skip
}
#endif

#if RAW
proctype Raw() {
  byte value;
  atomic { db > 0 -> db++; value = db; raw = 1 };
  do
  :: atomic { pickWriter(); evictEntry(n_);
       if
       :: proven_ || !EVICT_PROOF -> break
       :: else
       fi }
  od;
  atomic { 
    if
    :: promised < value -> promised = value
    :: else
    fi;
    raw = 0; value = 0 }
}
#endif

init {
  atomic {
    me[0] = 1; owner[0] = 1; t[0] = 1; lease[0] = 1; line[0] = 1;
    db = 1 - INSERT; promised = 1 - INSERT;
    run Writer(0);
#if WRITERS > 1
    run Writer(1);
#endif
#if READERS > 0
    run Reader(WRITERS);
#endif
#if READERS > 1
    run Reader(WRITERS + 1);
#endif
#if INSERT
    run Inserter(WRITERS + READERS);
#endif
#if RAW
    run Raw();
#endif
    run Locks();
    run Shard()
  }
}

never {
  do
  :: wrong(0) || wrong(1) -> break
  :: else
  od
}
