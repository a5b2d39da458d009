/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   Mode available: a transaction that cannot have its lock goes on, and its JVM remembers the partition as dirty until it has ended the term. Two JVMs, one
   healthy master whose entries and lease survive (a master that is lost is void at its successor: slotcache.pml), one key. The transaction runs in JVM 0.

   Property. Where Redis did not answer that transaction alone: no entry older than a commit is served once JVM 0 has replayed, and never in JVM 0. Where
   the cluster refused everybody (CLUSTERDOWN, decision 0008): in no JVM, at no time.

   Abstractions: the lease is always there and its loss would only make misses; a reader stores what it loaded under the stamp of the snapshot's time, as
   in slotcache.pml. TIME: a refusal that outlasts command_timeout, so that a lock is missed, outlasts a tick of every keeper; and a transaction whose lock
   was refused has committed when a keeper looks for the second time after it. The second is no law, and beyond it the exception of mode available holds. */

#ifndef GATE
#define GATE 1          /* a partition is not cleansed while a transaction that missed a lock there is open */
#endif
#ifndef MARK_AGAIN
#define MARK_AGAIN 1    /* its end is a mark too: what was looked at before does not cleanse */
#endif
#ifndef TERM_AFTER
#define TERM_AFTER 1    /* the term to end is read at the look that finds the partition to be cleansed; 0: at any time before */
#endif
#ifndef DIRTY_MISSES
#define DIRTY_MISSES 1  /* a dirty partition is not read */
#endif
#ifndef SUSPECT
#define SUSPECT 1       /* who is told CLUSTERDOWN treats the partition as dirty */
#endif
#ifndef SECOND_LOOK
#define SECOND_LOOK 1   /* what was suspected is cleansed not at the first look that is answered but at the next */
#endif
#ifndef FOREIGN_LOOK
#define FOREIGN_LOOK 0  /* 1: a deposed master may answer a look, with its own term, and its successor the request to end that. An assumption */
#endif
#ifndef READERS
#define READERS 2
#endif

#define NONE 255
#define OLD 254
#define bit(i) (1 << (i))

byte t = 1, newest = 1, entry = NONE, fresh, db = 1;
bool held, down;
byte outages = 1;
bool over;              /* the transaction has completed */
bool open;              /* the transaction has missed its lock and not completed */
bool refused, silent;   /* why it missed it */
byte marks[2], cleansed[2];
bool unsettled[2];
bool replayed;          /* JVM 0 has, after the transaction's end */

#define dirty(j) (marks[j] != cleansed[j])
#define served(j) (entry != NONE && !down && !(dirty(j) && DIRTY_MISSES))
#define stale(j) (served(j) && entry < db)
#define excused (silent && !replayed)

proctype Writer() {
  bool missed;
  if
  :: atomic { !down -> held = 1; entry = NONE; fresh = 0 }
  :: atomic { down -> refused = 1; missed = 1; open = 1; marks[0]++ }
  :: atomic { !down -> silent = 1; missed = 1; open = 1; marks[0]++ }
  fi;
  if
  :: db++
  :: true  /* rolled back */
  fi;
  if
  :: atomic { !down -> held = 0; entry = NONE; fresh = 0 }
  :: missed
  fi;
  if
  :: missed && MARK_AGAIN -> marks[0]++
  :: else
  fi;
  atomic { over = 1; open = 0; missed = 0 }
}

proctype Keeper(byte j) {
  byte mark, term;
  do
  :: atomic { !down && (!SECOND_LOOK || !(unsettled[j] == 0 && refused && open)) ->  /* TIME: the second look comes after that commit */
       mark = marks[j];
       if
       :: dirty(j) && !(GATE && j == 0 && open) && !unsettled[j] ->
          if
          :: TERM_AFTER || term == 0 -> term = t
          :: FOREIGN_LOOK -> term = OLD
          :: else
          fi
       :: else -> mark = 0; term = (TERM_AFTER -> 0 : t)
       fi;
       unsettled[j] = 0 }
     if
     :: atomic { mark != 0 && !down ->
          if
          :: t == term -> newest++; t = newest; entry = NONE; fresh = 0
          :: else
          fi;
          cleansed[j] = mark;
          if
          :: j == 0 && over && !dirty(0) -> replayed = 1
          :: else
          fi;
          mark = 0; term = 0 }
     :: atomic { mark == 0 || down -> mark = 0 }
     fi
  :: atomic { down && SUSPECT && (SECOND_LOOK -> !unsettled[j] : !dirty(j)) -> marks[j]++; unsettled[j] = SECOND_LOOK }
  :: atomic { marks[0] == cleansed[0] && marks[1] == cleansed[1] && !open && !down && outages == 0 -> break }
  od
}

proctype Reader(byte i) {
  byte value;
  atomic { !down -> fresh = fresh | bit(i); value = db };
  atomic { !down ->
    if
    :: !held && (fresh & bit(i)) -> entry = value
    :: else
    fi;
    value = 0 }
}

proctype Shard() {
end:
  do
  :: atomic { outages > 0 -> outages--; down = 1 }
  :: atomic { down && (!SUSPECT || dirty(1)) -> down = 0 }  /* TIME: every keeper has looked */
  :: atomic { held && over -> held = 0; fresh = 0 }
  od
}

init {
  atomic {
    run Writer(); run Keeper(0); run Keeper(1); run Reader(0);
#if READERS > 1
    run Reader(1);
#endif
    run Shard()
  }
}

never {
  do
  :: stale(0) || (stale(1) && !excused) -> break
  :: else
  od
}
